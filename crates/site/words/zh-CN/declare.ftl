### Words of a maker's self-declaration, question by question.

title = 自我声明
begin = 声明产品可用品字标
lead = 先看产品现在能不能获得授权，再逐题填写。填写内容自动保存，可以随时离开，在{ $days }天内回来继续。
drafts = 未提交的声明
drafts_none = 没有未提交的声明。
draft_changed = 最后修改
draft_drop = 删除
draft_of_none = 尚未选择产品
may_title = 现在能获得授权吗？
may_lead = 回答不写入账本，也不通知任何人。
may_ask = 看结论
may_no_products = 在案没有你的产品。先登记产品，再提交声明。
may_register = 登记产品
may_yes = 条件全部满足
may_judged = 没有条件妨碍，尚有事项由主管部门判断
may_no = 现在还不能获得授权
may_unknown = 现在还无法判断
# $conditions, $met, $not_met, $unknown, $judgement
may_counts = { $conditions }项条件：{ $met }项满足，{ $not_met }项不满足，{ $unknown }项缺少事实，{ $judgement }项待判断。
may_no_change = 从在案事实推算，没有哪一天会自动满足：须按下列“怎样改变”去做。
blocking = 妨碍授权的条件
to_judge = 由主管部门判断的条件
others = 其余条件与备选途径
start = 用这些回答开始填写声明
start_empty = 不先询问，直接开始填写自我声明
tasks_lead = 每题一页。全部回答后即可核对并提交。
tasks = 要回答的问题
done = 已填写
todo = 待填写
not_yet = 前面的问题答完后可办理
onward = 提交之后
onward_joins = 先由省内母公司加入共同申报：它的工作台上有这项事务。
onward_decides = 由品牌建设联合会逐条核对条件，准予或者不予授权。政策没有规定办理期限；声明自提交日起列在联合会的待办中，先交先排。
onward_until = 在此之前，产品不得使用标志；未决定前可以撤回。
onward_letter = 决定后，受理通知书或不予授权通知书附在该声明页面办理记录的该条决定之下。
onward_blocked = 有{ $conditions }项授权条件不满足或缺少事实，列在上面：照现在的情况，联合会须不予授权。
review = 核对并提交
# $step, $steps
step_of = 第{ $step }题，共{ $steps }题
save = 保存并继续
back_to_tasks = 回到任务列表
product = 为哪个产品声明？
models = 哪些型号？
edition = 依据哪一项标准？
until = 申请授权到哪一天？
# $years, $day
until_hint = 授权最长{ $years }年，今天准予的最晚到{ $day }；可以短一些
parent = 与省内母公司共同申报吗？
evidence = 有材料要一并提交吗？
# $files, $each, $together
evidence_lead = 可以不附。最多{ $files }份，每份不超过{ $each }兆字节，合计不超过{ $together }兆字节，PDF、PNG或JPEG。账本只留加盐摘要；材料由决定授权的部门查看，可依法擦除。
evidence_list = 已上传的材料
evidence_none = 不附材料
evidence_count = { $files }份材料
evidence_shows = 材料说明什么
evidence_file = 选择文件
evidence_add = 上传
evidence_drop = 删除
evidence_done = 没有其他材料，继续
evidence_choose = 请选择材料说明什么
evidence_none_sent = 请选择一个有内容的文件
evidence_other_type = 文件内容与所称的媒体类型（Content-Type）不符
evidence_empty = 文件没有内容
# $files, $together
evidence_full = 已上传而尚未随申报提交的材料已达上限（{ $files }份、合计{ $together }兆字节），请先申报或删除
evidence_this = 该文件
evidence_named = 文件“{ $name }”
# $name, $size, $most
evidence_large = { $name }有{ $size }兆字节，每份最多{ $most }兆字节
# $name, $files, $together
evidence_over = { $name }超出上限：最多{ $files }份、合计{ $together }兆字节，请先删除不再需要的材料
evidence_not_taken = { $name }的内容不是PDF、PNG或JPEG，此处只收这三种
# $name, $kind
evidence_cut = { $name }是{ $kind }，但不完整，多半没有传完或导出中断，请重新导出后再上传
# $name, $kind
evidence_other_name = { $name }的内容是{ $kind }，与文件名后缀不符
# $name, $what
evidence_active = { $name }是含有脚本、可启动程序或内嵌文件的PDF（/{ $what }），不予接收；请“打印为PDF”另存后再上传
evidence_too_many_points = { $name }的像素过多，请缩小图片后再上传
evidence_longer = { $name }的数据展开后多于文件头所述，请另存图片后再上传
all_models = 全部型号
alone = 单独申报
change = 修改
review_lead = 核对以下内容。提交后写入账本，由品牌建设联合会决定。
declare = 提交声明即表示：该产品持续符合所选标准的全部要求，所填内容真实。
answer_next = 回答待填写的问题
file = 提交自我声明
file_blocked = 条件以提交当日为准：现在提交，联合会应当不予授权。填写内容已保存，可以等条件满足后再提交。
cannot_keep = 填写的内容过长，无法保存。
