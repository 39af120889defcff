//! Words for what goes wrong.

use super::words;

words! {
    /// What goes wrong.
    Fault {
        not_found: "没有这个页面", "There is no such page";
        not_found_text: "地址可能抄错，或者内容从未存在。", "The address may be mistyped, or nothing was ever there.";
        not_on_file: "不在案", "Not on file";
        not_on_file_text: "登记中没有这个编号。", "The register has nothing under this number.";
        method: "此地址不接受这种操作", "This address does not accept that";
        method_text: "请从页面上的链接或按钮进入。", "Use the links and buttons of the pages.";
        fault: "平台出现故障", "Something is wrong on our side";
        fault_text: "没有写入任何内容。请稍后再试；仍不行时，告知平台管理员下面的编号。", "Nothing was written. Try again later; if it goes on, tell the administrator the number below.";
        fault_number: "故障编号：{}", "Number: {}";
        forbidden: "无权查看或办理", "You may not see or do this";
        forbidden_text: "当前职权的范围不包括此案卷。", "This case is outside the reach of your present office.";
        foreign: "请求来自别处，未予办理", "The request came from elsewhere and was not done";
        foreign_text: "为防止冒用，只接受从本平台页面提交的表单。请重新打开页面再提交；如页面是很久以前打开的，先用浏览器返回，把填写的内容复制下来。", "To prevent misuse, only forms of this platform are accepted. Open the page again and send it from there; if it was open for long, go back in the browser first and copy what you entered.";
        kept_for_another: "这张表单不是你填写的", "This form was filled in by somebody else";
        kept_for_another_text: "这张表单是另一人登录时打开的，其会话已结束。填写的内容已为该人保留，该人登录后可在工作台“填写中的表单”中找到；其他人看不到，没有办理任何事项。", "It was opened while somebody else was signed in, whose session is over. What was entered is kept for them, under “Forms you began” on their desk once they sign in; nobody else sees it. Nothing was done.";
        other_office: "这张表单是以你的另一职权填写的", "This form was filled in for another of your offices";
        other_office_text: "你在别处切换了职权。填写的内容已保留：切换回原职权即可继续，没有以当前职权办理任何事项。", "You have changed to another office meanwhile. What you entered is kept: change back and go on. Nothing was done in the present office.";
        see_other: "请见另一页面", "See another page";
        no_token: "缺少有效的令牌", "A valid token is missing";
        no_token_text: "请在Authorization: Bearer中附上令牌；令牌可能不存在、已撤销或已到期，请在“账户”中新建。", "Send a token as “Authorization: Bearer …”. It may be unknown, withdrawn or past its day: make a new one under Account.";
        token_reach_text: "该令牌的权限不是“办理”（act），或者不属于所写的岗位；请换用在该岗位下新建的“办理”令牌。", "The token has not the scope “act”, or not for the office that is named: use one of scope “act” made in that office.";
        token_office_text: "该令牌没有所属岗位，或者其持有人现已不在该岗位，或者权限不含读取；请在该岗位下新建“读取”或“办理”令牌。", "The token is bound to no office that its person holds today, or it may not read: make one of scope “read” or “act” in that office.";
        sign_in_first: "请先登录", "Sign in first";
        sign_in_first_text: "会话可能已超时。", "Your session may have timed out.";
        too_many: "请求过于频繁", "Too many requests";
        too_many_text: "请过{}秒再试。", "Try again in {} second[s].";
        too_large: "提交的内容太大", "What was sent is too large";
        too_large_text: "请缩短后再试。", "Shorten it and try again.";
        too_large_limit: "此处一次最多接收{} {}，没有写入任何内容。请缩短或分次后再提交。", "At most {} {} is taken here at once, and nothing was written. Send less, or in parts.";
        media_type: "提交的内容类型不对", "What was sent is of another kind than is taken";
        media_type_text: "此地址只接收：{}（请求头 Content-Type）。", "This address takes {}, as “Content-Type” says.";
        too_slow: "处理超时", "It took too long";
        too_slow_text: "没有完成。请稍后再试；重复提交不会重复办理。", "It was not finished. Try again later: sending it twice is one act.";
        in_the_making: "正在生成", "It is being made";
        in_the_making_text: "内容较多，需要一些时间。请稍后再试。", "There is much of it, and it takes a while. Try again then.";
        sent_too_slowly: "发送过慢", "It was sent too slowly";
        sent_too_slowly_text: "没有收全，也没有办理。请在网络较好时重新提交。", "It did not arrive whole, and nothing was done. Send it again on a better line.";
        unreadable: "提交的内容无法读取", "What was sent cannot be read";
        at_place: "第{}行第{}列", "line {}, column {}";
        conflict: "与先前办理的操作冲突", "It collides with what was done before";
        not_found_data: "地址可能抄错；全部地址见 /api/openapi.json。", "The address may be mistyped; all addresses are in /api/openapi.json.";
        method_data: "可用的方法见响应头 Allow。", "The header Allow names the methods that it takes.";
        no_maker: "没有登记代码为{}的企业。", "No enterprise with the code {} is on file.";
        no_maker_check: "没有登记代码为{}的企业；其校验位不符，多半抄错了一个字符。", "No enterprise with the code {} is on file; its check character does not fit, so most likely a character was mistyped.";
        no_standard: "没有登记标准{}。", "No standard {} is on file.";
        no_entry: "账本没有第{}条，现共有{}条，从0起数。", "The ledger has no entry {}: it holds {}, counted from 0.";
        bad: "请求无法理解", "The request cannot be understood";
        bad_text: "地址或内容的写法不对。", "The address or the content is not well formed.";
        home: "回到首页", "Back to the first page";
        back: "回到刚才的表单", "Back to the form";
    }
}
