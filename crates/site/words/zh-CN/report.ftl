### Words of the reports.

reports_title = 统计
reports_lead = 由公开登记逐条计数而得。带下划线的数字可点开看其背后的名单，表格可下载。
map_title = 各市示意图
map_of = 图上显示
map_note = 示意图，不表示实际边界与面积；颜色越深，数字越大。
charts_title = 逐月走势
charts_note = 每图各有比例，以最高的一个月为满格；数字见下表。
# $all, $most, $month
chart_says = 合计{ $all }，最多一个月{ $most }（{ $month }）
chart_none = 没有
not_known = 未知或不涉及企业
no_rule = 已不在现行规则中
findings_title = 规则结论清单
findings_lead = 账本各条目所依据的规则结论，每条一行，最近的在前，规则不适用的不列。
findings_names = 企业名称只向能打开该企业案卷的部门显示，其余读者的各行不写名称，因为处分决定公告前名单不点名；每行所链接的账本条目是公开的，写有企业的统一社会信用代码，供任何人复核。
duties_title = 起草责任清单
duties_lead = 参与“浙江制造”标准起草的企业在第四条下的各项责任在当日的履行情况，每项一行，先到期的在前；不适用的责任不列。
table_title = 数据表
empty = 没有可统计的记录
# $day, $entries
counted = 截至{ $day }，账本共{ $entries }条
counted_before = 此后账本又增加{ $entries }条，尚未计入；稍后重新打开本页即重新计数
left_out = 另有{ $rows }行未在此列出，请下载表格查看
unpublished = 尚未公告
download = 下载
# $first, $last, $months
months_run = { $first }至{ $last }（{ $months }个月）
told_title = 起草责任公开情况清单
told_lead = 第四条各项责任的公开情况：已履行的写明履行日，省局已公开未履行的写明报告；最近的在前，不适用的责任不列。
told_note = “未公开”不对企业作任何评价：可能尚未到期、尚待登记，也可能逾期；在省局公开之前，究竟是哪一种一律不对外说明，只有一家起草企业的地区，其统计数也不比该行说得更多。
headlines = 总览
all_reports = 全部统计
map_of_city = { $city }各县（市、区）示意图
map_cities = 选择要显示的市
