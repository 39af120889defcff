### Words of duties not fulfilled, as they are reported, published and told.

title = 公开的未履行主体责任信息
report_of = 截至{ $day }的报告
published = 已公开
unpublished = 待省局公开
lines = { $lines }项
filed_on = { $day }报告
published_on = { $day }公开
frozen = 每一行按报告时在案的事实固定，不再改动；此后履行的、查明有误的，在该行注明。
lines_title = 未履行的责任
# $day, $says
reported_as = { $day }报告时：{ $says }
when_published = 公开时：{ $says }
corrected = 已更正
# $day, $says
corrected_to = { $day }更正：{ $says }
# $day, $report
before = 此前已于{ $day }公开（{ $report }）
# $department, $day
before_told = { $department }{ $day }收到通报
before_untold = 尚未通报所在地部门
still_overdue = 至今仍未履行
now = 现在：{ $says }
not_on_file = 参与起草的记录不在案
notices = 通报
no_notices = 尚未通报
sent_on = { $day }通报
received_on = { $day }已收到
not_received = 尚未回执
paper_filed = 报告文件
paper_published = 公告文件
of_maker = 公开的未履行责任
of_maker_lead = 由省市场监管局公开；现在的情况一并列出
desk_letters = 待签发的文件
letter_unissued = 未签发
letters_otherwise = 如不签发中文本，下一步（公开、通报、回执）不予办理
letter_first = 须待上一步的文件签发后办理（由{ $office }签发）
letter_issue = 去签发中文本
# $letter, $office
waits_letter = 《{ $letter }》中文本尚未签发（由{ $office }签发），下一步暂不能办理
# $line, $enterprise
waits_wrong = 第{ $line }行（{ $enterprise }）查明有误，须由联合会先更正，之后才能公开或通报
desk_publish = 待公开的未履行责任报告
desk_notify = 待通报的部门
desk_receive = 待确认收到的通报
desk_correct = 查明有误的报告行
not_asked_again = 另有更早的报告行没有再核对
not_asked = 未核对
# $lines, $reports
asked_again = 每次只核对{ $lines }行，取自最近变动的{ $reports }份报告
publish_otherwise = 如不公开，逾期未履行的信息不为公众所知
notify_otherwise = 如不通报，所在地部门不知情
receive_otherwise = 如不回执，省局不知通报是否收到
correct_otherwise = 如不更正，该报告不能公开或通报
desk_soon = 将到期的起草责任
last_reminder = 期限将届满，请尽快办理
first_reminder = 期限临近，请安排办理
desk_coaching = 可指导牵头的企业
coaching_title = 辅导
coaching_lead = 本辖区企业参与起草的责任将到期的，以及可以牵头立项的。
coaching_how = 持有有效授权、且没有在案事实使其牵头申请不予受理的企业。责任将到期的在前，其次是缺少事实而无法判断的（注明缺什么、由谁提供），再按有效授权数排列。
# $fact, $who
coaching_missing = 缺少{ $fact }，可由{ $who }提供
lines_lead = 联合会报告时逾期未履行的责任，每项一行，并写明现在的情况。
coaching_cut = 本辖区企业较多，未全部查看；其余请在企业登记中查找。
