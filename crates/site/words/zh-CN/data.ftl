### Words of the open data.

title = 开放数据
lead = 每个公开登记的全部内容，以及账本本身。内容相同，文件的每个字节就相同。
day = 截至{ $day }
rows = { $rows }行
up_to = 账本共{ $entries }条时
in_the_making = 文件正在生成，请过几分钟再打开本页。
bytes = { $bytes }字节
leaves = 标准体系的节点
leaves_note = state为there（有现行标准）、planned（已受理的项目在研）或missing（缺失），按当日计算。industry空缺表示该节点及其上级未注明行业类别，无法判断。
verdicts = 对比表的比较结果
verdicts_note = 每个指标与每项对比标准一行。verdict为better（优于）、equal（相同）、worse（劣于）、added（对方未规定，本标准新增）、not_comparable（不能比较）或cannot_tell（对方规定未录入）；margin为正表示更优。sample为true的是示例数据。
duties = 起草责任（第四条）
duties_note = status为met（已履行）时附履行日；省市场监管局公开前，未履行与否不公布，为not_told。已公开的，另列报告、最后一日和当日情况（met_late逾期履行、overdue逾期未履行等）。
published_note = 省市场监管局公开的每一行。when_published为公开时的情况，now为当日的情况；公开后查明有误的，列更正日和更正结果。
columns = 列
registers = 登记
ledger = 账本
ledger_text = 全部条目以C2SP tlog-tiles格式公开，可用任何支持该格式的工具下载并核验。
entries = { $entries }条
how = 怎样核验与下载
pages = 逐页读取请用接口：
terms = 使用条件
terms_use = 可自由使用、加工与再发布（包括商业用途），无须申请，不收费用；须注明来源“品字标公共服务”及数据日期。
terms_not = 不得使人误以为联合会为使用者背书；取得数据不等于取得使用标志的授权。
terms_who = 每项事实由录入它的机关负责，账本逐条记有录入机关；发现错误请告知该机关，更正作为新的记录写入，旧记录不改。
terms_day = 文件只说明所示日期的状况；标志此刻是否有效，以扫码或查验页为准。
