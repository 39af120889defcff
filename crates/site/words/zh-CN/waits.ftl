### Words of what keeps an act from being offered on a desk.

# $what, $why
refused = 现在不能“{ $what }”：{ $why }
# $panel, $day, $members
silent = 第{ $panel }次专家组的会议日期{ $day }已过，{ $members }名专家未表决
silent_close = 可提醒其表决（记录会议之前都可以表决），或按已投的票记录会议：未表决的不计为赞成
silent_replace = 可提醒其表决，或撤销该专家组、另组专家组并另定会议日期；已定的会议日期不能改
# $paper, $entry
paper_owed = 《{ $paper }》（账本第{ $entry }条）尚未签发给当事人
# $paper, $entry
paper_first = 《{ $paper }》（账本第{ $entry }条）须先签发给当事人的中文副本，再登记送达
papers = 未交付的授权证书与准予授权通知书
papers_otherwise = 如不签发，企业手中没有证书
penalties = 待归类的处罚
# $number, $authority
penalty = 处罚{ $number }，{ $authority }
penalty_open = 未归类
penalty_blocks = 因此无法判断：{ $blocked }
penalty_otherwise = 如不归类，依此判断的授权条件和自我声明一直无法判断，也不能准予授权
latest_first = 最近授权的在前
kind = 事项类别
all_parts = 全部类别，各类最多列出{ $rows }条
none_after = 此后没有这一类的事项，请回到第一页
none_of_it = 这一类现在没有等待办理的事项
whole_desk = 回到全部事项
part_alone = 看这一类的全部
file_hint = 与本页所列的类别和次序相同，每类最多{ $most }条；内容与本页所示一致，不含个人信息。
file_cut = 到此为止：每类最多{ $rows }条，其余请在页面上逐页查看
file_left = 并未全部列出：还可能有未查看的，工作台的页面上也没有；请查看{ $where }
issue_paper = 签发《{ $paper }》
# $day, $time, $place
called = 约谈定于{ $day } { $time }，地点：{ $place }
# $entry, $day
called_paper = 《约谈通知书》（账本第{ $entry }条）已于{ $day }签发给当事人
# $entry, $office
called_paper_waits = 《约谈通知书》（账本第{ $entry }条）待{ $office }签发：签发前当事人没有书面通知
called_opens = 约谈自{ $day }起可以记录
called_here = 请按时到场，平台上无需办理
# $day, $time, $place
called_again = 当事人已被通知于{ $day } { $time }约谈（{ $place }）：再次通知即代替该次通知，新的通知书写明代替哪一天的通知
# $day, $time, $place
called_again_untold = 已录入{ $day } { $time }的约谈（{ $place }），其通知书尚未签发：再次通知即代替该次通知，被代替的通知书不再签发
call_again = 改期重新通知约谈（代替{ $day }的通知）
answer_over = 陈述申辩和要求听证的最后一天是{ $last }，已过（第十一条）：不能再提出
# $day, $time
called_over = 约谈定于{ $day } { $time }，该时间已过：当事人无法到场
