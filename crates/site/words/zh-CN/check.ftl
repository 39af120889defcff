### Words of the step in which an act is looked at before it is confirmed.

fits = 产品与标准是否相符
fits_see = 标准的适用范围不在册，平台不作比对，也不因此拒绝。请由办理人对照标准文本，核对产品属于该标准的适用范围。
fits_product = 产品
fits_models = 型号
fits_series = 产品系列
fits_categories = 排除目录类别
fits_no_category = 不属于任何类别
fits_industry = 企业所属行业
fits_standard = 标准
fits_indicators = 对比表所列指标
fits_class = 标准体系中的行业类别
# $categories, $more
fits_more = { $categories }等，另有{ $more }项
fits_unknown = 未登记
# $of_standard, $of_maker
fits_apart = 标准在体系中属于{ $of_standard }，企业登记的行业为{ $of_maker }，两者不同，请特别核对。
next = 核对
title = 确认前请核对
lead = 尚未写入任何内容。请核对填写内容和影响；确认时按届时的案卷重新判断。
acting = 办理职权
changed = 填写内容已在另一个窗口中更改，现为更改后的内容，请重新核对。
no_condition = 按现有事实，各项条件均已满足：不予授权须由理由本身说明依据。
answers = 填写内容
change = 修改
change_all = 返回修改
answer_cut = （共{ $characters }字）
marks = 受影响的授权
no_marks = 没有授权因此改变状态，也不会对任何授权立案或结案。
no_marks_yet = 没有授权当即改变状态，也不会对任何授权立案或结案；授权的哪些条件因此改变，见下。
marks_lead = 共{ $marks }项授权受影响。
mark = 授权
change_of_state = 状态变化
why = 原因
on_day = 当日（{ $day }）
today = 今天（{ $day }）
none_yet = 尚无
becomes = 变为
stays = 不变
code_later = 确认时编定
turned = 将改变的条件
turned_lead = 按今天登记的内容，写入前后对授权、待办案件和责任逐条判断，以下各条的结论不同：
turned_none = 授权、待办案件和责任的各条件均不因此改变，以后也不因此自行改变。
turned_more = 另有{ $conditions }条结论改变，未逐一列出。
turns_no_more = 不再自行改变
about_duty = 起草单位的责任
about_lead = 作为牵头单位的立项建议
work = 将立案的事项
no_work = 不会立案。
parts = 将成为起草单位，并承担第四条的责任
# $enterprise, $edition, $kind, $day, $duties
part_bound = { $enterprise }：{ $edition }，{ $kind }。最迟{ $day }履行：{ $duties }
# $enterprise, $edition, $kind
part_free = { $enterprise }：{ $edition }，{ $kind }。此类单位不承担第四条的责任
enters = 将写入账本
left_out = 另有{ $enterprises }家企业与此相关，未逐一测算；确认时照常判断并立案。
elsewhere = 另有{ $enterprises }家企业受影响，不在你的职权可见范围内。
confirm = 确认办理
