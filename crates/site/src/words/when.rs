//! Words of a page that is seen by another day than today.

use super::words;

words! {
    /// A page of another day.
    When {
        as_of: "以下是{}当日的情况（按目前已知的全部内容），不是今天的。", "This is how things stood on {}, by all that is known now. It is not today's.";
        as_known: "以下是{}当日的情况，并且只算{}以前（含当日）已录入的内容，不是今天的。", "This is how things stood on {}, by what had been entered by {}. It is not today's.";
        ahead: "以下是按目前在案内容推算的{}的情况：其间如无其他变化。", "This is how things will stand on {} by what is on file now, if nothing else happens.";
        back: "回到今天", "Back to today";
        form: "看另一天的情况", "See it at another day";
        none_then: "那一天还没有登记，或者当时尚不知道。", "Nothing was on file then, or nobody knew of it yet.";
        not_of_a_day: "这里只能查今天的内容，不能查过去某一天的：{}", "This answers for today only, not for another day: {}";
        not_granted_title: "那一天还没有这项授权", "There was no such authorisation on that day";
        not_granted: "这个码现在有授权，但在所选的日子还没有作出，或者当时尚未录入。", "This code has an authorisation now, but on the day chosen it had not been granted, or nobody had entered it yet.";
    }
}
