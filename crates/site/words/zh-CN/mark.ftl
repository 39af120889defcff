### Words of the page behind a code.

result = 查验结果
about_valid = 这件产品的品字标授权今天有效。
about_valid_then = 授权在所选日期有效；现在是否有效，请看今天的查验页。
# $day, $state
state_then = { $day }当日：{ $state }
failed_lately = 授权有效，但最近一次查实的抽检（{ $day }）未达到标准，主管部门正在依规跟进。
about_suspended = 授权已暂停使用。暂停期间，企业不得在新产品上使用品字标。
about_revoked = 授权因违反要求被撤销，企业不得再使用品字标。
about_ended = 授权已注销，并非因过错。企业不再使用品字标。
about_expired = 授权期限已满，没有续期。
about_not_yet = 授权已经作出，但首日未到。
about_basis_gone = 授权所依据的认证证书已不再有效，联合会正在处理。
about_cannot_tell = 授权所依据的证书不在案，平台不能断定。
goods_valid = 在有效期内生产并标注本码产品，均受下列标准约束。
goods_suspended = 暂停之前生产的产品仍按所列标准承诺质量；有疑问请向商家或12315查询。
goods_revoked = 撤销日之前生产、仍在销售的产品，不再享有品字标授权的背书；你作为消费者的法定权利不变，质量问题可向商家或12315主张。
goods_ended = 注销日之前生产的产品在当时是获授权的，其质量承诺不因注销而消失。
goods_expired = 期满之前生产的产品在当时是获授权的；之后生产的产品不应再标注。
goods_not_yet = 首日之前生产的产品不应标注品字标。
goods_basis_gone = 依据失效之前生产的产品在当时是获授权的；之后生产的产品能否标注，以联合会决定为准。
goods_cannot_tell = 请勿仅凭本标识判断产品质量。
since = 自{ $day }起
from_day = 自{ $day }起可用
until_day = 有效至{ $day }（含当日）
today = 查验日期
ground = 依据
ground_published = 决定已公告，可在决定公告中查看
ground_unpublished = 决定尚未公告；依据自公告之日起在此公开
ground_basis = 授权所依据的认证证书不再有效
ground_and = ；
# $ground, $who
ground_of = { $ground }（{ $who }的记录）
# $ground, $rule
ground_by_rule = { $ground }（情形：{ $rule }）
ground_ended = 由企业提出或由联合会办理注销，没有过错；理由原文不公开
# $certificate, $day
ground_certificate_suspended = 认证证书{ $certificate }自{ $day }起暂停
# $certificate, $day
ground_certificate_withdrawn = 认证证书{ $certificate }于{ $day }被撤销
# $certificate, $day
ground_certificate_cancelled = 认证证书{ $certificate }于{ $day }注销
# $certificate, $day
ground_certificate_annulled = 认证证书{ $certificate }的记录于{ $day }撤销
# $certificate, $day
ground_certificate_until = 认证证书{ $certificate }的有效期至{ $day }
# $revoked, $corrected
was_corrected = 该授权曾于{ $revoked }被撤销，已于{ $corrected }更正，恢复有效。
successor = 该产品现有授权：
product = 产品
maker = 生产企业
models = 型号
standard = 执行标准
path = 授权路径
path_certificate = 第三方认证
path_declaration = 企业自我声明
certificate = 证书编号
declaration = 声明编号
period = 授权期限
# $from, $to
period_text = { $from } 至 { $to }
last_check = 最近一次查实的对标抽检
last_check_passed = { $day }，符合标准
last_check_failed = { $day }，未达到标准
last_check_none = 尚无查实的抽检
table = 主要关键性能指标对比
table_lead = 把本标准的要求与国际、国家、行业标准逐项相比。
table_none = 该标准版本的对比表不在案。
table_erased = 标准版本不在案。
sample = 样例数据
sample_text = 表中数值为样例，不是该标准的真实限值。
here = 本标准
method = 试验方法
clause = 条款
not_specified = 无此要求
not_entered = 未录入
no_longer_in_force = （自{ $day }起不再有效）
# $better, $comparisons
table_summary = { $better }项优于或新增，共{ $comparisons }项比较
proof = 凭证
proof_lead = 本授权是公开账本的第{ $entry }条。任何人都可以下载证明，用公开工具在离线状态下核验。
proof_download = 下载证明（tlog-proof）
proof_how = 怎样核验
complain = 投诉与举报
complain_12315 = 买到的产品有质量问题，或商家乱用标识：拨打12315，或在全国12315平台提交，说明查验码与购买凭证。
complain_federation = 对授权本身有疑问：向品牌建设联合会提出，引用查验码与请求编号。
copied = 查验码可以被复制。请核对地址栏域名，以及实物与本页所列产品、型号、企业是否一致。
as_json = 本页数据（JSON）
typo_title = 这个码没有读对
typo_length = 查验码由“PZB”和其后的8个字符组成。这里的字符数或开头不对，多半是漏抄或多抄了字。
typo_lead = 查验码的最后一位是校验位，它与前面的字符不符，或者有查验码不使用的字符。多半是抄录时看错了一个字。
typo_what = 问题：{ $what }
typo_look = 请对照实物再看一遍。“PZB”之后不使用 0、O、1、I、L、A、B、G、N、Q、S、U、Z，以免混淆。
unknown_title = 没有这个码的授权
unknown_lead = 查验码写法正确，但登记中没有这项授权。
unknown_mean = 如果它印在商品上，该商品可能冒用品字标。
report = 请保留实物与购买凭证，拨打12315举报，或告知品牌建设联合会，并附上此码与请求编号。
try_again = 再查一次
grounded_at = 事项编号
