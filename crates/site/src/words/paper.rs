//! Words of the papers: the list of an entry's papers, and the check of a file.

use super::words;

words! {
    /// Papers.
    Paper {
        title: "账本第{}条的文件", "Papers made from ledger entry {}";
        lead: "文件由账本记录生成：同一条目、同一程序，每次生成的字节完全相同。签发后其摘要入账，任何人都可核验。", "Papers are made from the ledger: one entry and one engine give the same bytes each time. Once a paper is issued its digest is on the ledger, and anybody can check a file.";
        link: "文件", "papers";
        certificate: "下载授权证书等文件", "Certificate and other papers";
        of_entry: "依据", "Made from";
        in_chinese: "中文", "in Chinese";
        in_english: "英文", "in English";
        copy_public: "公开副本", "copy for the public";
        copy_parties: "当事人副本（含文字说明）", "copy for the parties, with the written words";
        open: "打开", "Open";
        issued: "已签发，账本第{}条", "issued, ledger entry {}";
        not_issued: "尚未签发：打开的是预览，签发前不能核验，也不对外提供", "Not issued: what opens is a preview, which nobody else is given and which cannot be checked until it is issued";
        not_issued_yet: "这份文件尚未由联合会签发。签发后可在此下载并核验。", "The federation has not issued this paper yet. Once it has, the paper can be had here and checked.";
        made_no_more: "这份文件签发过，但其中的文字此后已删除（或记录已更正），原文件不能再生成。持有原件的人仍可核验；联合会可以按现有记录重新签发。", "This paper was issued, but words of it were erased since, or the record was mended, and the file cannot be made again. Whoever holds the original can still check it; the federation can issue it anew as it is made now.";
        none_issued: "这一条目的文件尚未签发。签发后可在此下载并核验。", "No paper of this entry has been issued yet. Once one is, it can be had here and checked.";
        preview: "预览", "Preview";
        issue: "签发", "Issue it";
        issue_title: "签发：{}", "Issue: {}";
        issue_lead: "签发后，这一文件的摘要写入账本，不能收回；可以取得副本的人随即可以下载。文件说的是决定当日的情况。", "Once issued, the digest of this file is on the ledger for good, and whoever may have the copy can download it. A paper tells the day of its decision.";
        issue_changed: "文件在此期间有了变化（依据的文字已删除或记录已更正），尚未签发。请重新查看。", "The file has changed meanwhile (words were erased or the record mended), and nothing was issued. Look at it again.";
        issue_now: "确认签发", "Issue this paper";
        back_to_list: "返回文件列表", "Back to the papers of this entry";
        file_itself: "文件内容", "The file";
        digest_issued: "签发后文件的SHA-256摘要", "SHA-256 of the file as issued";
        warns_not_valid: "文件说授权有效，但该授权今日已非有效。除非当事人需要历史文件，请不要签发。", "The paper says that the mark is granted; today the mark does not hold. Do not issue it unless the party needs it for the record.";
        warns_not_public: "所据决定尚未公告：公开副本现在对外不提供，签发后其摘要即在公开账本上。请先公告。", "The decision has not been published: nobody is given the public copy yet, and its digest would be on the open ledger. Publish the decision first.";
        warns_not_lost: "文件说授权被撤销，但该撤销已经更正，授权现已恢复。", "The paper says that the mark was revoked; the revocation has been corrected since, and the mark stands again.";
        to_check: "核验一份文件", "Check a file";
        check_title: "核验文件真伪", "Check a paper";
        check_lead: "选择收到的PDF文件，即可知道它是否由联合会签发、依据哪一条记录，以及此后有何变化。文件只计算摘要，不保存。", "Choose the PDF you were given and see whether the federation issued it, which record it was made from, and what has changed since. The file is hashed and not kept.";
        file: "PDF文件（不超过1兆字节）", "PDF file, at most one megabyte";
        check: "核验", "Check";
        or_digest: "或输入文件的SHA-256摘要", "Or type the file's SHA-256 digest";
        digest_hint: "64位十六进制", "64 hexadecimal digits";
        digest: "文件摘要", "Digest of the file";
        no_file: "请选择一个PDF文件", "Choose a PDF file";
        not_a_pdf: "这不是PDF文件", "This is not a PDF file";
        not_a_digest: "摘要应为64位十六进制", "A digest is 64 hexadecimal digits";
        is_known: "是本平台签发的文件", "This is a paper issued on this platform";
        is_known_text: "文件的每一个字节都与签发时相同。", "Every byte of the file is as it was issued.";
        is_unknown: "账本中没有这份文件", "The ledger does not know this file";
        is_unknown_text: "这不等于文件是假的。可能的原因：", "That alone does not make it false. It may be that:";
        unknown_resaved: "文件被重新保存、打印后扫描、转换或截取过：差一个字节就不再认得。", "it was saved anew, scanned, converted or cut: with one other byte it is not known any more;";
        unknown_preview: "它是签发前的预览，或由程序生成而从未签发。", "it is a preview, or was made and never issued;";
        unknown_changed: "它被改动过，或者并非联合会的文件。", "it was changed, or is not the federation's.";
        unknown_next: "请向提供文件的一方索取原始PDF再核验。授权今日是否有效，以查验码的查询页为准：", "Ask whoever gave it to you for the original PDF and check again. Whether a mark holds today, the page behind its code tells:";
        kind: "文件", "Paper";
        decided: "决定日", "Day of the decision";
        made_by: "排版程序", "Engine";
        issued_at: "签发", "Issued";
        proof: "签发的账本证明", "Proof of the issue";
        proof_record: "所据记录的账本证明", "Proof of the record";
        now: "标识今日的状态", "What the mark is worth today";
        since: "此后的变化", "What has happened since";
        since_none: "此后没有变化。", "Nothing has happened since.";
    }
}
