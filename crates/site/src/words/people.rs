//! Words of offices, their powers and the people who hold them.

use super::words;

words! {
    /// Offices and people.
    People {
        title: "职务与人员", "Offices and people";
        lead: "谁自何时至何时任何职，以及账号、会话与接口令牌。个人信息，只有平台管理员可见。", "Who holds which office from when to when, and accounts, sessions and API tokens. Personal data: shown to the administrator only.";
        filter: "姓名、账号、人员编号或机构代码", "Name, login, person's number or code of an office";
        told: "共{}人", "{} [person|people]";
        filter_kind: "职务类别", "Kind of office";
        filter_now: "任职情况", "Holding";
        save: "下载任职表", "Download the offices";
        save_hint: "只有人员标识、职务与起止日期；姓名与账号只在本页，不进入文件。", "Identifiers, offices and days; names and logins are on this page alone and in no file.";
        nobody: "没有符合条件的人员", "Nobody matches";
        no_account: "（没有账号）", "(no account)";
        disabled: "账号已停用", "Account disabled";
        to_choose: "待本人设置密码", "Password to be chosen by its holder";
        new_title: "新建账号", "New account";
        new_lead: "姓名与账号属个人信息，不进入账本；任职另行办理，写入账本的只有人员编号。", "Name and login are personal data and never enter the ledger. Offices are given by an act of their own, which names the person by number only.";
        new_for: "为已有任职记录的人员", "For a person who is on file as the holder of an office";
        new_name: "姓名", "Name";
        name_missing: "请填写姓名。", "Give the name.";
        login_hint: "字母、数字、点、下划线或连字符。", "Letters, digits, dots, underscores and hyphens.";
        login_taken: "该账号已被使用，或该人员已有账号。", "The login is taken, or the person has an account already.";
        new_make: "建立账号", "Make the account";
        given_title: "一次性密码", "A password for once";
        given_lead: "只显示这一次，请当面或以其他可靠方式交给本人。本人首次登录时须自行设置新密码，此后该密码即失效。", "Shown this once: hand it over in person or by another way that is safe. At the first sign-in its holder has to choose another, and it is good for nothing more.";
        give_password: "重置密码", "Give a new password";
        disable: "停用账号", "Disable the account";
        disable_title: "停用账号前请核对", "Before the account is disabled";
        disable_lead: "还没有停用。停用后，此人立即不能登录，也不能通过接口办理。", "Nothing is done yet. Once it is disabled, its holder can neither sign in nor use the API.";
        disable_follows: "停用后会怎样", "What follows";
        disable_sessions: "立即结束{}个会话；正在填写而未保存的内容会丢失。", "{} session[s] [ends|end] at once; what is being typed and was not kept is lost.";
        disable_tokens: "立即作废{}个接口令牌，使用它的程序随即停止工作。", "{} API token[s] [is|are] withdrawn at once, and programs that use [it|them] stop working.";
        disable_offices: "现任的{}项职务不随之终止：要终止须另行办理，由他人接任。", "{} office[s] held now [does|do] not end with it: ending one, and giving it to somebody else, are acts of their own.";
        disable_drafts: "已提交的一切不变；未提交的草稿{}天后删除。", "What was filed stays as it is; drafts that were not sent are forgotten after {} day[s].";
        disable_again: "可以恢复：届时给一个一次性密码，会话和令牌不会回来。", "It can be opened again with a password for once; sessions and tokens do not come back.";
        disable_not: "不停用", "Do not disable it";
        enable: "恢复账号", "Open the account again";
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
