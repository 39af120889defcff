//! Words of duties not fulfilled, as they are reported, published and told.

use super::words;

words! {
    /// Reports of duties not fulfilled (clause 4).
    Reported {
        title: "公开的未履行主体责任信息", "Duties not fulfilled, made public";
        lead: "参与标准研制的企业在标准发布实施后一年内应履行的责任，逾期未履行的由联合会报告、省市场监管局公开，并通报所在地市场监管、财政部门（第四条）。", "Enterprises that took part in drafting have duties to meet within a year after the standard is in force. What is overdue the federation reports, the province publishes, and the market and finance departments of the place are told (clause 4).";
        none: "还没有公开的报告", "No report has been published yet";
        report_of: "截至{}的报告", "Report as of {}";
        published: "已公开", "published";
        unpublished: "待省局公开", "to be published by the province";
        lines: "{}项", "Lines: {}";
        filed_on: "{}报告", "Filed on {}";
        published_on: "{}公开", "Published on {}";
        frozen: "每一行按报告时在案的事实固定，不再改动；此后履行的、查明有误的，在该行注明。", "Each line stays as the registers told it when the report was filed. What was met since, or proved wrong, is said beside it.";
        lines_title: "未履行的责任", "Duties not fulfilled";
        no_lines: "截至该日没有逾期未履行的责任", "No duty was overdue as of that day";
        reported_as: "{}报告时：{}", "As reported for {}: {}";
        when_published: "公开时：{}", "When published: {}";
        corrected: "已更正", "corrected";
        corrected_to: "{}更正：{}", "Corrected on {}: {}";
        before: "此前已于{}公开（{}）", "Published before, on {} ({})";
        before_told: "{}{}收到通报", "{} notified on {}";
        before_untold: "尚未通报所在地部门", "no department of the place notified yet";
        still_overdue: "至今仍未履行", "Still not met";
        now: "现在：{}", "Now: {}";
        not_on_file: "参与起草的记录不在案", "the part in the drafting is not on file";
        notices: "通报", "Who was told";
        no_notices: "尚未通报", "Nobody has been notified yet";
        sent_on: "{}通报", "Notified on {}";
        received_on: "{}已收到", "received on {}";
        not_received: "尚未回执", "receipt outstanding";
        paper_filed: "报告文件", "The report as a letter";
        paper_published: "公告文件", "The publication as a letter";
        of_maker: "公开的未履行责任", "Duties not fulfilled, made public";
        of_maker_lead: "由省市场监管局公开；现在的情况一并列出", "Published by the province, each with how it stands now";
        desk_letters: "待签发的文件", "Letters to be issued";
        letter_unissued: "未签发", "not issued";
        letters_otherwise: "如不签发中文本，下一步（公开、通报、回执）不予办理", "If nobody issues it in Chinese, the next step (publication, notice, receipt) is refused";
        letter_first: "须待上一步的文件签发后办理（由{}签发）", "Waits for the letter of the step before to be issued by the {}";
        letter_issue: "去签发中文本", "Issue it in Chinese";
        waits_letter: "《{}》中文本尚未签发（由{}签发），下一步暂不能办理", "Not issued in Chinese yet: {} (by the {}). Until then the next step is refused";
        waits_wrong: "第{}行（{}）查明有误，须由联合会先更正，之后才能公开或通报", "Line {} ({}) proved wrong: until the federation corrects it, nothing of it is published or notified";
        desk_publish: "待公开的未履行责任报告", "Reports of duties to be published";
        desk_notify: "待通报的部门", "Departments to be notified";
        desk_receive: "待确认收到的通报", "Notices whose receipt is to be confirmed";
        desk_correct: "查明有误的报告行", "Lines of reports that proved wrong";
        not_asked_again: "另有更早的报告行没有再核对", "Lines of earlier reports were not asked again";
        not_asked: "未核对", "not asked";
        asked_again: "每次只核对{}行，取自最近变动的{}份报告", "Only {} line[s] of the {} report[s] that changed last [is|are] asked each time";
        publish_otherwise: "如不公开，逾期未履行的信息不为公众所知", "If nobody acts, what is overdue stays unknown to the public";
        notify_otherwise: "如不通报，所在地部门不知情", "If nobody acts, the department of the place is not told";
        receive_otherwise: "如不回执，省局不知通报是否收到", "If nobody acts, the province does not know whether the notice arrived";
        correct_otherwise: "如不更正，该报告不能公开或通报", "If it is not corrected, the report cannot be published nor anybody notified";
        desk_soon: "将到期的起草责任", "Duties of drafters that run out soon";
        last_reminder: "期限将届满，请尽快办理", "The last day is near: act now";
        first_reminder: "期限临近，请安排办理", "The last day is in sight: plan for it";
        desk_coaching: "可指导牵头的企业", "Firms that could lead a standard";
        coaching_title: "辅导", "Coaching";
        coaching_lead: "本辖区企业参与起草的责任将到期的，以及可以牵头立项的。", "In your area: whose duties as drafters run out soon, and who could lead a standard.";
        coaching_how: "持有有效授权、且没有在案事实使其牵头申请不予受理的企业。责任将到期的在前，其次是缺少事实而无法判断的（注明缺什么、由谁提供），再按有效授权数排列。", "Firms with a valid authorisation that nothing on file keeps from leading. Those with a duty that runs out come first, then those of which nobody can tell, with what is missing and who supplies it, then the others by their authorisations.";
        none_soon: "没有将到期的责任", "No duty runs out soon";
        none_to_coach: "没有这样的企业", "There is no such firm";
        coaching_next: "最近一项责任最迟{}履行", "Next duty to be met by {}";
        coaching_missing: "缺少{}，可由{}提供", "Missing: {}; can be supplied by the {}";
        coaching_under: "持有有效授权{}项", "Valid authorisations: {}";
    }
}
