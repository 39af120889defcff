"""What it costs to bring one table of 200 rows against 12 standards on file: whole processes of the command line, in
rounds, beside a process that reads the same workbook with openpyxl. Seconds by wall clock and of the processor.

usage: import_cost.py PZB FOLDER [ROUNDS]   (FOLDER is made; the openpyxl of this interpreter is used)
"""

import json
import os
import statistics
import subprocess
import sys
import time

import openpyxl

PZB, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 7
ROWS = 200
REFERENCES = [
    "GB 18401-2010", "GB/T 31888-2015", "ISO 9073-1:2023", "QB/T 1234-2010", "FZ/T 43014-2018", "GB/T 17713-2011",
    "IEC 61591:2019", "EN ISO 12100:2010", "JIS L 1096:2010", "ASTM F963-17", "DB33/T 944-2014", "T/ZZB 0003-2020",
]
# Unit, direction, the limit of the standard itself and those that it is compared with.
SORTS = [
    ("mg/kg", "越低越好", "≤20", ["≤20", "≤75", "≤30", "无此项"]),
    ("h", "越高越好", "≥240", ["≥200", "≥240", "无此项", "≥120"]),
    ("级", "越高越好", "≥4", ["≥3", "≥4", "无此项", "≥3"]),
    ("mm", "等于", "2.5±0.1", ["2.5±0.2", "2.5±0.1", "2.5±0.3", "无此项"]),
]
LOAD = "import sys, openpyxl\nfor row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): pass"


def number(at):
    return "T/ZZB %d-2026" % (9001 + at)


def workbook(at, path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["是否示例数据：是"])
    sheet.append(["序号", "指标", "适用型号", "单位", "方向", "本标准要求\n" + number(at), *REFERENCES, "试验方法", "条款", "备注"])
    for row in range(ROWS):
        unit, direction, own, others = SORTS[row % len(SORTS)]
        cells = [others[(row // len(SORTS) + column) % len(others)] for column in range(len(REFERENCES))]
        sheet.append([row + 1, "指标%d" % row, None, unit, direction, own, *cells, "GB/T 2912.1-2009", "5.%d" % (row + 1), None])
    book.save(path)


def run(*command):
    """Seconds of a whole process, by wall clock and of the processor; it must succeed."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    told = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    assert status == 0, (command, told.decode())
    return wall, used.ru_utime + used.ru_stime


def sampled(at):
    """The same table as an act."""
    path = "%s/act-%d" % (FOLDER, at)
    workbook(at, path + ".xlsx")
    run(PZB, "table", "write", path + ".xlsx", "--out", path + ".json")
    table = json.load(open(path + ".json", encoding="utf-8"))
    edition = {"edition": number(at), "title": "基准", "published_on": "2026-01-05", "in_force_from": "2026-02-01", "table": table}
    act = {"key": number(at).replace(" ", "_"), "on": "2026-01-05", "act": {"do": "enter_edition", "edition": edition}}
    json.dump(act, open(path + ".json", "w", encoding="utf-8"), ensure_ascii=False)
    return path + ".json"


data = FOLDER + "/data"
os.makedirs(data, exist_ok=True)
password = FOLDER + "/password.txt"
open(password, "w").write("correct horse battery staple\n")
chen = ["--as", "chen/federation", "--data", data]
run(PZB, "account", "add", "root", "--name", "管理员", "--office", "administrator", "--data", data, "--password-file", password)
run(PZB, "account", "add", "chen", "--name", "陈某", "--office", "federation", "--as", "root/administrator", "--data", data,
    "--password-file", password)
told = {}
for at in range(ROUNDS):
    book, editions = "%s/%d.xlsx" % (FOLDER, at), "%s/%d.csv" % (FOLDER, at)
    workbook(at, book)
    open(editions, "w", encoding="utf-8").write(
        "标准版本,标准名称,发布日期,实施日期\n%s,基准,2026-01-05,2026-02-01\n" % number(at))
    act = sampled(at + 500)
    for name, command in [
        ("openpyxl reads it", [sys.executable, "-c", LOAD, book]),
        ("pzb table read", [PZB, "table", "read", book]),
        ("pzb import editions --tables", [PZB, "import", "editions", editions, "--tables", book, *chen]),
        ("pzb act: enter_edition", [PZB, "act", act, *chen]),
    ]:
        told.setdefault(name, []).append(run(*command))
peer = statistics.median(cpu for _, cpu in told["openpyxl reads it"])
print("%-32s %8s %8s %8s %8s  %s" % ("one table of %d rows" % ROWS, "wall p50", "worst", "cpu p50", "worst", "cpu: openpyxl"))
for name, rounds in told.items():
    walls, cpus = [wall for wall, _ in rounds], [cpu for _, cpu in rounds]
    print("%-32s %8.3f %8.3f %8.3f %8.3f  %13.2f" % (
        name, statistics.median(walls), max(walls), statistics.median(cpus), max(cpus), statistics.median(cpus) / peer))
