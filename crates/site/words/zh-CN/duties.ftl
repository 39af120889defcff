### Words of the duties of drafters, of label filings and of reviews.

own = 参与起草的责任（第四条）
own_otherwise = 逾期未履行的，列入联合会报告，由省局公开并通报属地市场监管、财政部门
lead_otherwise = 牵头企业逾期未取得授权的，暂停受理其新的牵头立项申请
barred = 现在不受理本企业新的牵头立项申请
desk_unpaid = 逾期未履行、暂不兑现奖补的起草责任（第十四条）
finance_otherwise = 在履行之前，该企业就此标准的财政奖补不予兑现（第十四条）；此处无需办理
desk_overdue = 逾期未履行的起草责任
review_asked = 标准复审（第四条）
desk_reviews = 须复审的标准
review_otherwise = 如不复审，标准保持现状，须复审的状态继续
desk_outlived = 后续版本已实施、尚未废止的旧版标准
# $edition, $day
outlived_by = 后续版本{ $edition }自{ $day }起实施
outlived_marks = 仍写旧版的现存授权：{ $marks }
outlived_otherwise = 如不办理，新旧版本在登记册中并存，公众难以分辨适用哪一版
reviews = 复审
# $day, $outcome
review_done = { $day }完成复审：{ $outcome }
# $day, $holders
review_due = 自{ $day }起须复审和修订（持有有效授权的企业{ $holders }家）
review_untold = 自{ $day }起是否须复审，无法判断
holders = 持有有效授权的企业{ $holders }家
drafters = 起草单位
drafted = 参与起草的标准
no_drafters = 没有登记的起草单位
no_roles = 没有登记的起草记录
met_note = 只列已履行的责任；未履行的由省市场监管局公开
declared = （企业自行申报）
no_photo = （没有照片）
label = 贴标备案
labelled = 自{ $day }起已被接受
photos = 我的文件
# $files, $each, $together
photos_lead = 这里的PNG、JPEG照片可在提交贴标备案时选用。最多{ $files }份，每份不超过{ $each }兆字节，合计不超过{ $together }兆字节；未提交的到期删除。
# $files, $each, $together
files_lead = PNG、JPEG照片可在提交贴标备案时选用，PDF文件可在标准项目“提交文件”、陈述申辩和提出异议时选用。最多{ $files }份，每份不超过{ $each }兆字节，合计不超过{ $together }兆字节；未提交的到期删除。
photos_none = 还没有上传文件
photo_shows = 贴标照片
photo_kind = { $name }不是PNG或JPEG照片，此处只收这两种
