//! Words of the duties of drafters, of label filings and of reviews.

use super::words;

words! {
    /// Duties of clause 4, photos, label filings, reviews.
    Duties {
        own: "参与起草的责任（第四条）", "Duties as a drafter (clause 4)";
        own_otherwise: "逾期未履行的，列入联合会报告，由省局公开并通报属地市场监管、财政部门", "What is not met in time enters the federation's report, the province publishes it, and the market and finance bureaus of the place are told";
        lead_otherwise: "牵头企业逾期未取得授权的，暂停受理其新的牵头立项申请", "While a lead is overdue in holding an authorisation, its new proposals as lead are not accepted";
        barred: "现在不受理本企业新的牵头立项申请", "New proposals of yours as lead are not accepted now";
        desk_unpaid: "逾期未履行、暂不兑现奖补的起草责任（第十四条）", "Duties overdue for which no subsidy is paid (clause 14)";
        finance_otherwise: "在履行之前，该企业就此标准的财政奖补不予兑现（第十四条）；此处无需办理", "Until it is met, no subsidy for this standard is paid to the enterprise (clause 14); there is nothing to enter here";
        desk_overdue: "逾期未履行的起草责任", "Duties of drafters overdue";
        review_asked: "标准复审（第四条）", "Review of the standard (clause 4)";
        desk_reviews: "须复审的标准", "Standards to be reviewed";
        review_otherwise: "如不复审，标准保持现状，须复审的状态继续", "If nobody acts, the standard stays as it is and the review stays due";
        desk_outlived: "后续版本已实施、尚未废止的旧版标准", "Earlier editions that still stand although a later one is in force";
        outlived_by: "后续版本{}自{}起实施", "A later edition, {}, is in force since {}";
        outlived_marks: "仍写旧版的现存授权：{}", "Marks that stand and still name the earlier edition: {}";
        outlived_otherwise: "如不办理，新旧版本在登记册中并存，公众难以分辨适用哪一版", "If nobody acts, two editions stand side by side in the register, and readers cannot tell which one counts";
        reviews: "复审", "Reviews";
        review_done: "{}完成复审：{}", "Reviewed on {}: {}";
        review_due: "自{}起须复审和修订（持有有效授权的企业{}家）", "To be reviewed and revised since {} (enterprises with a valid authorisation: {})";
        review_untold: "自{}起是否须复审，无法判断", "Whether a review is due since {} cannot be told";
        holders: "持有有效授权的企业{}家", "Enterprises with a valid authorisation: {}";
        drafters: "起草单位", "Drafted by";
        drafted: "参与起草的标准", "Standards it helped to draft";
        no_drafters: "没有登记的起草单位", "No drafter is on file";
        no_roles: "没有登记的起草记录", "No part in drafting is on file";
        met_note: "只列已履行的责任；未履行的由省市场监管局公开", "Only duties that are met are told here; the province publishes those that are not";
        declared: "（企业自行申报）", ", declared by the maker";
        no_photo: "（没有照片）", ", no photo of it";
        label: "贴标备案", "Label filing";
        labelled: "自{}起已被接受", "Accepted from {}";
        photos: "我的文件", "My files";
        photos_lead: "这里的PNG、JPEG照片可在提交贴标备案时选用。最多{}份，每份不超过{}兆字节，合计不超过{}兆字节；未提交的到期删除。", "Photos here (PNG, JPEG) can be ticked when labels are filed. At most {} file[s] of {} MiB each, {} MiB together; what is not filed is forgotten after a while.";
        files_lead: "PNG、JPEG照片可在提交贴标备案时选用，PDF文件可在标准项目“提交文件”、陈述申辩和提出异议时选用。最多{}份，每份不超过{}兆字节，合计不超过{}兆字节；未提交的到期删除。", "Photos (PNG, JPEG) can be ticked when labels are filed, documents (PDF) when a document of a standards project is put on file, and with statements and objections. At most {} file[s] of {} MiB each, {} MiB together; what is not filed is forgotten after a while.";
        photos_none: "还没有上传文件", "No file has been sent yet";
        photo_shows: "贴标照片", "Photo of the labels";
        photo_kind: "{}不是PNG或JPEG照片，此处只收这两种", "{} is no photo as PNG or JPEG, and only these are taken here";
    }
}
