### Words for what goes wrong.

not_found = 没有这个页面
not_found_text = 地址可能抄错，或者内容从未存在。
not_on_file = 不在案
not_on_file_text = 登记中没有这个编号。
method = 此地址不接受这种操作
method_text = 请从页面上的链接或按钮进入。
fault = 平台出现故障
fault_text = 没有写入任何内容。请稍后再试；仍不行时，告知平台管理员下面的编号。
fault_number = 故障编号：{ $number }
forbidden = 无权查看或办理
forbidden_text = 当前职权的范围不包括此案卷。
foreign = 请求来自别处，未予办理
foreign_text = 为防止冒用，只接受从本平台页面提交的表单。请重新打开页面再提交；如页面是很久以前打开的，先用浏览器返回，把填写的内容复制下来。
kept_for_another = 这张表单不是你填写的
kept_for_another_text = 这张表单是另一人登录时打开的，其会话已结束。填写的内容已为该人保留，该人登录后可在工作台“填写中的表单”中找到；其他人看不到，没有办理任何事项。
other_office = 这张表单是以你的另一职权填写的
other_office_text = 你在别处切换了职权。填写的内容已保留：切换回原职权即可继续，没有以当前职权办理任何事项。
see_other = 请见另一页面
no_token = 缺少有效的令牌
no_token_text = 请在Authorization: Bearer中附上令牌；令牌可能不存在、已撤销或已到期，请在“账户”中新建。
token_reach_text = 该令牌的权限不是“办理”（act），或者不属于所写的岗位；请换用在该岗位下新建的“办理”令牌。
token_office_text = 该令牌没有所属岗位，或者其持有人现已不在该岗位，或者权限不含读取；请在该岗位下新建“读取”或“办理”令牌。
sign_in_first = 请先登录
sign_in_first_text = 会话可能已超时。
too_many = 请求过于频繁
too_many_text = 请过{ $seconds }秒再试。
too_large = 提交的内容太大
too_large_text = 请缩短后再试。
# $most, $unit
too_large_limit = 此处一次最多接收{ $most } { $unit }，没有写入任何内容。请缩短或分次后再提交。
media_type = 提交的内容类型不对
media_type_text = 此地址只接收：{ $kinds }（请求头 Content-Type）。
too_slow = 处理超时
too_slow_text = 没有完成。请稍后再试；重复提交不会重复办理。
in_the_making = 正在生成
in_the_making_text = 内容较多，需要一些时间。请稍后再试。
sent_too_slowly = 发送过慢
sent_too_slowly_text = 没有收全，也没有办理。请在网络较好时重新提交。
unreadable = 提交的内容无法读取
# $line, $column
at_place = 第{ $line }行第{ $column }列
conflict = 与先前办理的操作冲突
not_found_data = 地址可能抄错；全部地址见 /api/openapi.json。
method_data = 可用的方法见响应头 Allow。
no_maker = 没有登记代码为{ $code }的企业。
no_maker_check = 没有登记代码为{ $code }的企业；其校验位不符，多半抄错了一个字符。
no_standard = 没有登记标准{ $number }。
# $number, $entries
no_entry = 账本没有第{ $number }条，现共有{ $entries }条，从0起数。
bad = 请求无法理解
bad_text = 地址或内容的写法不对。
home = 回到首页
back = 回到刚才的表单
lost = 填写的内容未能保留
lost_text = 你填写这张表单时的会话已结束，已保留的表单之外没有余地再保留它。填写的内容列在下面：请复制，登录后重新填写。没有办理任何事项。
