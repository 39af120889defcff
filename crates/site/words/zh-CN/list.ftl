### Words of lists: what they show, in which order, and as which files.

work = 事项
outcome = 决定
from = 起始年份或年月（YYYY或YYYY-MM）
to = 截止年份或年月（YYYY或YYYY-MM）
words = 表中文字
sort = 排序
order_of_search = 搜索结果按编号排列；清除搜索词即可另选排序。
order_of_days = 这些标准按日期先后排列；换一个状态即可另选排序。
order_of_a_day = 往日的名单由各案卷逐一回溯得出，故只按编号排列，也不先行计数；需要总数或其他排序的，请下载整份名单。
all = 共{ $rows }条
# $matching, $all
of_all = 符合条件{ $matching }条，登记共{ $all }条
at_least = 至少{ $rows }条
none_yet = 尚未查完，已查看的当中没有符合条件的
by_words = 文字含“{ $words }”
by_text = 名称、代码等含“{ $text }”
by_state = 状态为{ $state }
by_region = 地区为{ $region }
by_granted = { $month }授权
by_revoked = { $month }撤销
by_ended = { $month }注销
by_standard = 标准为{ $standard }
by_certificate = 经认证
by_declaration = 自我声明
by_work = 事项为{ $work }
by_outcome = 决定为{ $outcome }
by_from = { $from }起
by_to = 至{ $to }止
by_in = { $period }期间
# $from, $to
by_span = { $from }至{ $to }
by_no_day = 没有最后一日
by_rule = 规则为{ $rule }
as_listed = 原次序
rows = 共{ $rows }行
# $shown, $rows
rows_of = 显示{ $shown }行，共{ $rows }行
not_stated = 未知
by_industry = 行业为{ $industry }
sorted = ；按{ $order }排列
save = 下载这份名单
save_hint = 筛选后的全部行，最多{ $most }行，按本页所看的日期。
# $rows, $address
goes_on = 本文件至此{ $rows }行，其余见下一份：{ $address }
# $first, $last, $rows
rows_from = 第{ $first }至{ $last }行，共{ $rows }行
first_rows = 最前面的{ $rows }行；下一页起列出其余各行
came_to = 结论
clause = 条款
condition = 条件
standing = 履行情况
cut = 到此为止：一份文件最多{ $rows }行，其余请缩小筛选范围后另行下载
# $value, $filter, $choices
doubt_one_of = “{ $value }”不是“{ $filter }”的可选值。可选：{ $choices }。
doubt_month = “{ $value }”不是年份或年月。应写作2026或2026-05。
doubt_place = “{ $value }”不是已知的地区。可写省、市、县的名称，或区划代码的前几位。
doubt_industry = “{ $value }”不是制造业的行业代码（13至43，或其下的细类）。
doubt_standard = “{ $value }”不是标准编号。应写作T/ZZB 0001。
doubt_rule = “{ $value }”不是条款序号（1至15）或规则名称。规则与条款见“规则”页。
# $filter, $value
doubt_not_taken = 本名单不按“{ $filter }”筛选，“{ $value }”在此没有意义。
# $from, $to
doubt_reversed = 起始{ $from }晚于截止{ $to }，其间没有任何月份。
# $doubt
doubt_left_out = { $doubt }此项未用于筛选。
# $parameter, $doubt
doubt_parameter = 参数{ $parameter }：{ $doubt }
none_here = 这一页没有符合条件的，后面可能还有。
told = 公开情况
since = 此后情况
fold = 筛选与排序
fold_set = 筛选与排序 · 已设{ $set }项
