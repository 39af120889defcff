//! Words of what keeps an act from being offered on a desk.

use super::words;

words! {
    /// What keeps an act from being offered, and what can be done instead.
    Waits {
        refused: "现在不能“{}”：{}", "“{}” would be refused now: {}";
        silent: "第{}次专家组的会议日期{}已过，{}名专家未表决", "Panel {} was to meet on {}: {} member[s] did not vote";
        silent_close: "可提醒其表决（记录会议之前都可以表决），或按已投的票记录会议：未表决的不计为赞成", "Remind them (they vote until the meeting is recorded), or record the meeting with the votes there are: who has not voted is not in favour";
        silent_replace: "可提醒其表决，或撤销该专家组、另组专家组并另定会议日期；已定的会议日期不能改", "Remind them, or set the panel aside and appoint another one with another day: the day of a panel is not moved";
        paper_owed: "《{}》（账本第{}条）尚未签发给当事人", "{} (entry {}): not issued to the parties yet";
        paper_first: "《{}》（账本第{}条）须先签发给当事人的中文副本，再登记送达", "{} (entry {}): issue it in Chinese for the parties first, then enter its service";
        papers: "未交付的授权证书与准予授权通知书", "Certificates and letters of acceptance not issued";
        papers_otherwise: "如不签发，企业手中没有证书", "If nobody issues them, the maker holds no certificate";
        penalties: "待归类的处罚", "Penalties to classify";
        penalty: "处罚{}，{}", "Penalty {}, {}";
        penalty_open: "未归类", "not classified";
        penalty_blocks: "因此无法判断：{}", "Cannot be told because of it: {}";
        penalty_otherwise: "如不归类，依此判断的授权条件和自我声明一直无法判断，也不能准予授权", "if nobody says what it is for, the conditions of marks and declarations that rest on it stay open, and no mark is granted on them";
        granted_on: "{}授权", "granted on {}";
        latest_first: "最近授权的在前", "the latest grant first";
        kind: "事项类别", "Kind of work";
        all_parts: "全部类别，各类最多列出{}条", "All kinds, {} row[s] of each at most";
        none_after: "此后没有这一类的事项，请回到第一页", "Nothing of this kind comes after that; go back to the first page";
        none_of_it: "这一类现在没有等待办理的事项", "Nothing of this kind waits now";
        whole_desk: "回到全部事项", "Back to the whole desk";
        part_alone: "看这一类的全部", "See all of this kind";
        file_hint: "与本页所列的类别和次序相同，每类最多{}条；内容与本页所示一致，不含个人信息。", "The kinds and the order of this page, {} of each kind at most; what the page shows of each, and no person.";
        file_cut: "到此为止：每类最多{}条，其余请在页面上逐页查看", "Cut here: a file has {} row[s] of a kind at most; the page shows the rest";
        file_left: "并未全部列出：还可能有未查看的，工作台的页面上也没有；请查看{}", "Not all is listed: there may be more that was not looked at, nor is it on the pages of the desk; look at {}";
        issue_paper: "签发《{}》", "Issue: {}";
    }
}
