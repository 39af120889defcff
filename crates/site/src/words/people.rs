//! Words of offices, their powers and the people who hold them.

use super::words;

words! {
    /// Offices and people.
    People {
        title: "职务与人员", "Offices and people";
        lead: "谁自何时至何时任何职，以及账号、会话与接口令牌。个人信息，只有平台管理员可见。", "Who holds which office from when to when, and accounts, sessions and API tokens. Personal data: shown to the administrator only.";
        filter: "姓名、账号、人员编号或机构代码", "Name, login, person's number or code of an office";
        told: "共{}人", "{} people";
        nobody: "没有符合条件的人员", "Nobody matches";
        no_account: "（没有账号）", "(no account)";
        disabled: "账号已停用", "Account disabled";
        no_office: "没有任过职。", "Never held an office.";
        in_office: "在任", "In office";
        since: "自{}起", "Since {}";
        until: "{}至{}（当日起不再任职）", "From {} until {} (the first day not in office)";
        set_aside: "自{}起的任职记录已撤销", "Entry of {} set aside";
        appoint: "任命", "Appoint";
        end_office: "终止任职", "End";
        end_sessions: "结束全部会话", "End all sessions";
        end_tokens: "作废全部令牌", "Withdraw all tokens";
        no_sessions: "没有会话", "No sessions";
        no_tokens: "没有令牌", "No tokens";
        powers_title: "职权表", "Powers";
        powers_lead: "哪个职务可以对谁办理什么、依据哪一条。程序按同一张表判断，表外的事无人可办。", "Which office may do what, over whom, by which clause. The program decides by this very table: what is not in it nobody can do.";
        powers_count: "{}项", "{} act[s]";
        power_act: "事项", "Act";
        power_reach: "对象", "Over whom";
        power_clause: "条款", "Clause";
        powers_note: "任职须在录入当日有效；当事人自己提交、异议、陈述、请求或放弃的，以收到当日计。", "Whoever acts must hold the office on the day of entry. What a party itself files, objects, states, asks for or gives up counts from the day it is received.";
    }
}
