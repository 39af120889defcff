//! Words of signing in.

use super::words;

words! {
    /// Signing in.
    Account {
        sign_in_title: "登录", "Sign in";
        sign_in_lead: "供联合会、监管局、机构与企业的经办人使用。查验与查询无需登录。", "For officers of the federation, bureaus, bodies and makers. Verifying and searching need no account.";
        kept: "会话已结束。你填写的内容已保留：以同一账号登录后即可继续。", "Your session is over. What you entered is kept: sign in with the same account and go on.";
        login: "账号", "Login";
        password: "密码", "Password";
        wrong: "账号或密码不正确。", "The login or the password is not right.";
        wait: "尝试过于频繁，请在{}秒后再试。", "Too many attempts: try again in {} second[s].";
        insecure: "本次会话未加密，仅供本机演示使用。", "This session is not encrypted: fit for a demonstration on one machine only.";
        offices_title: "以哪个职权办理", "Choose the office you act in";
        offices_lead: "你担任多个职务，一次以一个职权办理。", "You hold several offices and act in one at a time.";
        no_office: "该账号目前没有任职，不能办理事项。", "This account holds no office now and cannot act.";
        office_named: "{} {}（代码{}）", "{} {} ({})";
        take_office: "以此职权办理", "Act in this office";
        account_title: "账户", "Account";
        sessions: "登录会话", "Sessions";
        sessions_lead: "三十分钟不用或满十二小时自动结束。", "A session ends after thirty minutes unused, or twelve hours in all.";
        this_session: "当前会话", "This session";
        started: "开始", "Started";
        last_used: "最近使用", "Last used";
        never: "从未", "Never";
        end_session: "结束", "End it";
        end_others: "结束其他会话", "End all others";
        tokens: "接口令牌", "API tokens";
        tokens_lead: "供程序调用接口。只显示一次，平台只存其摘要。", "For programs that call the API. Shown once; the platform keeps only its digest.";
        tokens_none: "没有令牌。", "No tokens.";
        token_name: "名称", "Name";
        token_scope: "权限", "Scope";
        token_read: "只读", "Read";
        token_act: "读取并以当前职权办理", "Read, and act in the present office";
        token_metrics: "读取运行指标", "Read the metrics";
        token_days: "有效天数", "Days it is valid";
        token_make: "生成令牌", "Make a token";
        token_made: "新令牌（请立即保存，不再显示）", "New token (keep it now, it is not shown again)";
        token_ends: "有效至", "Valid until";
        token_expired: "已过期", "Expired";
        token_end: "作废", "Withdraw";
    }
}
