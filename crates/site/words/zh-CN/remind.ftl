### Reminders by e-mail: the page where a person chooses them, and the letters.

title = 邮件提醒
lead = 有新的事项待办、期限临近或刚过时，平台发邮件提醒你，一天至多一封。邮箱由你自愿填写，只用于提醒：不进入账本、日志、导出与公开数据，管理员也看不到；停止提醒或账号停用后即删除。
not_service = 提醒不是文书送达，收到与否都不影响任何期限。
unset = 本平台的运行单位尚未开通邮件提醒。待办事项及其期限请看工作台。
demo = 演示县：信件只写入数据文件夹下的outbox/new，不会寄出。请填写以@example.com结尾的地址，再到该文件夹里看信。
address = 电子邮箱
address_hint = 一个地址，如chen@example.com；域名为中文的，请填写其xn--开头的形式
language = 信件语言
ask = 发送确认码
change = 更改邮箱或语言
ask_other = 改用另一个邮箱
ask_lead = 每个新邮箱都会先收到一封带确认码的信；填回确认码后才开始提醒。
save_other = 保存
# $address, $until
asked = 已向{ $address }发出带确认码的信，请在{ $until }（北京时间）之前填写确认码。
code = 确认码
code_hint = 信中的8位数字
code_empty = 请填写信中的8位数字。
confirm = 确认
# $address, $language
confirmed = 提醒发往{ $address }，语言：{ $language }。
told_last = 最近一封提醒发出于{ $day }。
told_none = 尚未发出提醒；自确认的次日起，有事项待办即发。
told_confirmed = 邮箱已确认。
told_saved = 已保存。
told_stopped = 已停止提醒，邮箱已删除。
stop = 停止提醒并删除邮箱
address_wrong = 请填写一个电子邮箱地址，如chen@example.com：不带姓名，不含空格、逗号、引号与中文，至多{ $most }个字符。
language_wrong = 请选择信件语言。
code_wrong = 确认码不正确，还可以填写{ $left }次。
code_spent = 确认码多次填写错误，已作废；请重新发送。
code_none = 没有等待填写的确认码：它已用过、已过期或已被新的取代。请重新发送。
too_many = 一天内发出的确认信已达{ $most }封，请一天后再试。
not_put = 信件暂时发不出去，没有保存邮箱；请稍后再试，或告知平台的运行单位。
asked_subject = 品字标平台：请确认接收提醒的邮箱
asked_text = 有人在品字标平台登录后填写了这个邮箱，用来接收待办事项的提醒。
asked_code = 确认码：{ $code }
asked_where = 如果是你本人，请在{ $until }（北京时间）之前登录，在下面的页面填写确认码：
asked_not_you = 如果不是你，请不必理会：不填写确认码，平台不会再向这个邮箱发信。
# $count, $day
subject = 品字标平台：{ $count }件事项待办，最早的期限是{ $day }
# $count, $over, $day
subject_over = 品字标平台：{ $count }件事项待办，其中{ $over }件已逾期，下一期限是{ $day }
# $count, $over
subject_all_over = 品字标平台：{ $count }件事项待办，其中{ $over }件已逾期
subject_undated = 品字标平台：{ $count }件事项待办
# $day, $count
waits = 截至{ $day }，品字标平台上有{ $count }件事项等你办理。
waits_more = 事项很多，没有全部数到；其余请看工作台。
# $day, $days
earliest = 最早的期限是{ $day }，还有{ $days }日。
earliest_today = 最早的期限就是今天，{ $day }。
# $day, $days
earliest_over = 最早的期限是{ $day }，已过{ $days }日。
next = 其后的期限是{ $day }。
undated = 这些事项都没有规定期限。
# $part, $count, $day
part = { $part }：{ $count }件，最早的期限是{ $day }
# $part, $count
part_undated = { $part }：{ $count }件，无期限规定
desk = 请登录后在工作台办理：
reminder_only = 这是提醒，不是任何文书的送达；期限与内容以工作台和已签发的文书为准。
stop_here = 如要停止提醒或更换邮箱，请登录后打开：
