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
        issue_paper: "签发《{}》", "Issue: {}";
    }
}
