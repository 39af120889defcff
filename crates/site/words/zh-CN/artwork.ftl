### The page of the official picture of the mark.

title = 品字标官方图样
lead = 本图样由品牌建设联合会发布并入账，是各页和证书所用的标识。
alt = 品字标官方图样
alt_other = 品字标官方图样（另一时期）
none = 联合会尚未发布官方图样。在此之前，各页和证书使用一个“品”字临时替代，并写明其不是官方标志。
who = 只有获得授权的产品才可使用品字标，以查验码背后的页面为准（第八条、第十二条）。
marks = 授权名录
others = 其他时期的图样
from = 启用首日
until = 停用首日
entry = 账目
proof = 证明
digest = 文件摘要
salt = 盐
file = 文件
erased = 已删除
check = 摘要是“盐的字节接文件”的SHA-256：下载文件即可自行核对，账目可按“账本”页所述核验。
