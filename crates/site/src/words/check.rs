//! Words of the step in which an act is looked at before it is confirmed.

use super::words;

words! {
    /// What an act would do.
    Check {
        fits: "产品与标准是否相符", "Does the product fit the standard?";
        fits_see: "标准的适用范围不在册，平台不作比对，也不因此拒绝。请由办理人对照标准文本，核对产品属于该标准的适用范围。", "What a standard covers is not on the register: nothing compares the two, and nothing is refused for it. A person must see, by the text of the standard, that the product falls within it.";
        fits_product: "产品", "Product";
        fits_models: "型号", "Models";
        fits_series: "产品系列", "Series";
        fits_categories: "排除目录类别", "Categories of the exclusion catalogue";
        fits_no_category: "不属于任何类别", "In no category";
        fits_industry: "企业所属行业", "Industry of the maker";
        fits_standard: "标准", "Standard";
        fits_indicators: "对比表所列指标", "What its comparison table measures";
        fits_class: "标准体系中的行业类别", "Class in the standard systems";
        fits_more: "{}等，另有{}项", "{} and {} more";
        fits_unknown: "未登记", "Not on file";
        fits_apart: "标准在体系中属于{}，企业登记的行业为{}，两者不同，请特别核对。", "In the standard systems the standard is of {}; the maker is registered under {}. They differ: look twice.";
        next: "核对", "Check";
        title: "确认前请核对", "Check before you confirm";
        lead: "尚未写入任何内容。请核对填写内容和影响；确认时按届时的案卷重新判断。", "Nothing is written yet. Check what you entered and what it would do; when you confirm, it is decided anew on the case as it is then.";
        acting: "办理职权", "Acting as";
        changed: "填写内容已在另一个窗口中更改，现为更改后的内容，请重新核对。", "What was entered has been changed in another tab. This is what it says now: check it again.";
        no_condition: "按现有事实，各项条件均已满足：不予授权须由理由本身说明依据。", "On the facts on file every condition is met: a refusal rests on the reasons alone, which must name its ground.";
        answers: "填写内容", "What you entered";
        change: "修改", "Change";
        change_all: "返回修改", "Go back and change";
        answer_cut: "（共{}字）", "({} character[s] in all)";
        marks: "受影响的授权", "Marks affected";
        no_marks: "没有授权因此改变状态，也不会对任何授权立案或结案。", "No mark changes its state, and no work on a mark is opened or closed.";
        no_marks_yet: "没有授权当即改变状态，也不会对任何授权立案或结案；授权的哪些条件因此改变，见下。", "No mark changes its state at once, and no work on a mark is opened or closed. Which conditions of marks turn is told below.";
        marks_lead: "共{}项授权受影响。", "Marks affected: {}.";
        mark: "授权", "Mark";
        change_of_state: "状态变化", "State";
        why: "原因", "Why";
        on_day: "当日（{}）", "On {}";
        today: "今天（{}）", "Today ({})";
        none_yet: "尚无", "not there";
        becomes: "变为", "becomes";
        stays: "不变", "stays so";
        code_later: "确认时编定", "code given on confirmation";
        turned: "将改变的条件", "Conditions that turn";
        turned_lead: "按今天登记的内容，写入前后对授权、待办案件和责任逐条判断，以下各条的结论不同：", "The rules were asked of each mark, open case and duty before and after, as of today. These answers differ:";
        turned_none: "授权、待办案件和责任的各条件均不因此改变，以后也不因此自行改变。", "No condition of a mark, an open case or a duty turns, nor will one turn by itself because of it.";
        turned_more: "另有{}条结论改变，未逐一列出。", "{} more condition[s] [turns|turn] and [is|are] not listed one by one.";
        turns_no_more: "不再自行改变", "no longer turns by itself";
        about_duty: "起草单位的责任", "Duties of a drafter";
        about_lead: "作为牵头单位的立项建议", "Proposals as lead";
        work: "将立案的事项", "Work that would be opened";
        no_work: "不会立案。", "None.";
        parts: "将成为起草单位，并承担第四条的责任", "Who becomes a drafter, with the duties of clause 4";
        part_bound: "{}：{}，{}。最迟{}履行：{}", "{}: {}, {}. Until {}: {}";
        part_free: "{}：{}，{}。此类单位不承担第四条的责任", "{}: {}, {}. Clause 4 binds no organisation of this kind";
        enters: "将写入账本", "What would enter the ledger";
        left_out: "另有{}家企业与此相关，未逐一测算；确认时照常判断并立案。", "{} more enterprise[s] [rests|rest] on this and [was|were] not looked at one by one; on confirmation they are judged and their work is opened all the same.";
        elsewhere: "另有{}家企业受影响，不在你的职权可见范围内。", "{} other enterprise[s] [is|are] touched that your office does not see.";
        confirm: "确认办理", "Confirm";
    }
}
