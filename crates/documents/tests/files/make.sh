#!/bin/sh
# Makes the workbooks beside it with the programs people use. The results are committed, because each
# program puts its own time and version into what it writes; run this only to make them anew.
# Needs: libreoffice-calc (Debian), python3 with openpyxl.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
profile="-env:UserInstallation=file://$work/profile"

# The same small register, saved by LibreOffice as xlsx, as old xls, as ods and as PDF. The filter
# options: comma, double quote, UTF-8, from line 1; columns 1 and 2 are text, 3 is a date (year first).
cat > "$work/libreoffice.csv" <<'CSV'
证书编号,企业名称,发证日期,数量,指标值,备注
913302120583001234,宁波𠮷䶮机械有限公司（示例）,2024-02-29,12,0.50,"第一行
第二行，含逗号, 和""引号"""
00123456,衢州某厂,2019-03-21,3,1.1,
CSV
for kind in xlsx xls ods; do
    soffice "$profile" --headless --infilter="CSV:44,34,76,1,1/2/2/2/3/5/6/2" \
        --convert-to "$kind" --outdir "$work" "$work/libreoffice.csv" > /dev/null
    cp "$work/libreoffice.$kind" "libreoffice.$kind"
done
soffice "$profile" --headless --convert-to pdf --outdir "$work" "$work/libreoffice.ods" > /dev/null
cp "$work/libreoffice.pdf" libreoffice.pdf

python3 make.py
