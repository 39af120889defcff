### Words of the papers: the list of an entry's papers, and the check of a file.

title = 账本第{ $entry }条的文件
lead = 文件由账本记录生成：同一条目、同一程序，每次生成的字节完全相同。签发后其摘要入账，任何人都可核验。
link = 文件
certificate = 下载授权证书等文件
of_entry = 依据
in_chinese = 中文
in_english = 英文
copy_public = 公开副本
copy_parties = 当事人副本（含文字说明）
open = 打开
issued = 已签发，账本第{ $entry }条
not_issued = 尚未签发：打开的是预览，签发前不能核验，也不对外提供
not_issued_yet = 这份文件尚未由联合会签发。签发后可在此下载并核验。
made_no_more = 这份文件签发过，但其中的文字此后已删除（或记录已更正），原文件不能再生成。持有原件的人仍可核验；联合会可以按现有记录重新签发。
none_issued = 这一条目的文件尚未签发。签发后可在此下载并核验。
preview = 预览
issue = 签发
issue_title = 签发：{ $paper }
issue_lead = 签发后，这一文件的摘要写入账本，不能收回；可以取得副本的人随即可以下载。文件说的是决定当日的情况。
issue_changed = 文件在此期间有了变化（依据的文字已删除或记录已更正），尚未签发。请重新查看。
issue_now = 确认签发
back_to_list = 返回文件列表
file_itself = 文件内容
digest_issued = 签发后文件的SHA-256摘要
warns_not_valid = 文件说授权有效，但该授权今日已非有效。除非当事人需要历史文件，请不要签发。
warns_not_public = 所据决定尚未公告：公开副本现在对外不提供，签发后其摘要即在公开账本上。请先公告。
warns_not_lost = 文件说授权被撤销，但该撤销已经更正，授权现已恢复。
# $left
warns_shortened = 此文件未能全部印出：所写文字用了太多不同的字，全部印出会超过80千字节。未印出{ $left }；文件中已注明，并写明在何处查看全文。重复的字不加重，不同的字少一些即可全部印出。
# $count
left_characters = { $count }字
# $count
left_rows = 列举和表格{ $count }项
# $characters, $rows
left_both = { $characters }字、列举和表格{ $rows }项
whole_text = 理由原文（全文）
to_check = 核验一份文件
check_title = 核验文件真伪
check_lead = 选择收到的PDF文件，即可知道它是否由联合会签发、依据哪一条记录，以及此后有何变化。文件只计算摘要，不保存。
file = PDF文件（不超过1兆字节）
check = 核验
or_digest = 或输入文件的SHA-256摘要
digest_hint = 64位十六进制
digest = 文件摘要
no_file = 请选择一个PDF文件
not_a_pdf = 这不是PDF文件
not_a_digest = 摘要应为64位十六进制
is_known = 是本平台签发的文件
is_known_text = 文件的每一个字节都与签发时相同。
is_unknown = 账本中没有这份文件
is_unknown_text = 这不等于文件是假的。可能的原因：
unknown_resaved = 文件被重新保存、打印后扫描、转换或截取过：差一个字节就不再认得。
unknown_preview = 它是签发前的预览，或由程序生成而从未签发。
unknown_changed = 它被改动过，或者并非联合会的文件。
unknown_next = 请向提供文件的一方索取原始PDF再核验。授权今日是否有效，以查验码的查询页为准：
kind = 文件
decided = 决定日
made_by = 排版程序
issued_at = 签发
proof = 签发的账本证明
proof_record = 所据记录的账本证明
now = 标识今日的状态
since = 此后的变化
since_none = 此后没有变化。
