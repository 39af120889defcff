//! Words of signing in.

use super::words;

words! {
    /// Signing in.
    Account {
        sign_in_title: "登录", "Sign in";
        sign_in_lead: "供联合会、监管局、机构与企业的经办人使用。查验与查询无需登录。", "For officers of the federation, bureaus, bodies and makers. Verifying and searching need no account.";
        kept_here: "你填写这张表单时的会话已结束。填写的内容已保留，显示如下；尚未办理任何事项。", "The session in which you filled in this form is over. What you entered was kept and is shown here; nothing has been done yet.";
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
        password_title: "设置新密码", "Choose a new password";
        password_lead: "更换后，其他登录会话全部结束。", "All your other sessions end with the change.";
        password_given: "你使用的是管理员给的一次性密码。请设置只有你自己知道的密码，然后继续。", "You signed in with a password for once. Choose one that only you know, and go on.";
        password_current: "现在的密码", "Present password";
        password_new: "新密码", "New password";
        password_again: "再输入一次新密码", "The new password once more";
        password_hint: "至少{}个字符。可以用几个不相关的词连成一句，比短而复杂的更好记也更安全。", "At least {} character[s]. A few words that have nothing to do with each other are easier to remember, and safer, than something short and complicated.";
        password_missing: "请填写现在的密码。", "Give the present password.";
        password_wrong: "现在的密码不正确。", "The present password is not right.";
        password_differs: "两次输入的新密码不一致。", "The new password was not typed the same twice.";
        password_same: "新密码与现在的密码相同。", "The new password is the present one.";
        password_changed: "密码已更换，其他会话已结束。", "The password was changed, and all other sessions have ended.";
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
        token_read: "以当前职权只读", "Read what the present office is told";
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
