//! Words of a maker's self-declaration, question by question.

use super::words;

words! {
    /// A self-declaration, from "may I?" to the receipt.
    Declare {
        title: "自我声明", "Self-declaration";
        begin: "声明产品可用品字标", "Declare a product for the mark";
        lead: "先看产品现在能不能获得授权，再逐题填写。填写内容自动保存，可以随时离开，在{}天内回来继续。", "See first whether the product could be given the mark now; then answer question by question. What you write is kept: leave at any time and come back within {} day[s].";
        drafts: "未提交的声明", "Declarations not sent yet";
        drafts_none: "没有未提交的声明。", "There is none.";
        draft_changed: "最后修改", "Last changed";
        draft_drop: "删除", "Delete";
        draft_of_none: "尚未选择产品", "No product chosen yet";
        may_title: "现在能获得授权吗？", "May this product be given the mark now?";
        may_lead: "回答不写入账本，也不通知任何人。", "The answer is not recorded and nobody is told.";
        may_ask: "看结论", "See the answer";
        may_no_products: "在案没有你的产品。先登记产品，再提交声明。", "No product of yours is on file. Register the product first.";
        may_register: "登记产品", "Register a product";
        may_yes: "条件全部满足", "All conditions are met";
        may_judged: "没有条件妨碍，尚有事项由主管部门判断", "Nothing stands in the way; some points are for an office to judge";
        may_no: "现在还不能获得授权", "Not now";
        may_unknown: "现在还无法判断", "This cannot be told yet";
        may_counts: "{}项条件：{}项满足，{}项不满足，{}项缺少事实，{}项待判断。", "{} condition[s]: {} met, {} not met, {} lacking a fact, {} for judgement.";
        may_no_change: "从在案事实推算，没有哪一天会自动满足：须按下列“怎样改变”去做。", "From what is on file no day is known on which this turns by itself: see what would change it.";
        blocking: "妨碍授权的条件", "What stands in the way";
        to_judge: "由主管部门判断的条件", "For an office to judge";
        others: "其余条件与备选途径", "The other conditions and alternatives";
        start: "用这些回答开始填写声明", "Start a declaration with these answers";
        start_empty: "直接开始填写", "Start without them";
        tasks_lead: "每题一页。全部回答后即可核对并提交。", "One question a page. Once all are answered, check and file.";
        tasks: "要回答的问题", "What is asked";
        done: "已填写", "Answered";
        todo: "待填写", "To do";
        not_yet: "前面的问题答完后可办理", "Once the others are answered";
        onward: "提交之后", "Once it is filed";
        onward_joins: "先由省内母公司加入共同申报：它的工作台上有这项事务。", "First the parent in Zhejiang joins the filing: it finds it on its desk.";
        onward_decides: "由品牌建设联合会逐条核对条件，准予或者不予授权。政策没有规定办理期限；声明自提交日起列在联合会的待办中，先交先排。", "Then the federation looks at each condition and grants the mark or refuses it. The policy sets no period for that; the declaration stands on the federation's desk from the day of filing, the oldest first.";
        onward_until: "在此之前，产品不得使用标志；未决定前可以撤回。", "Until then the product may not bear the mark; you may withdraw the declaration while it is undecided.";
        onward_letter: "决定后，受理通知书或不予授权通知书附在该声明页面办理记录的该条决定之下。", "The letter, of acceptance or of refusal, will be with the decision in the history on the page of the declaration.";
        onward_blocked: "有{}项授权条件不满足或缺少事实，列在上面：照现在的情况，联合会须不予授权。", "{} condition[s] of a grant [is|are] not met or [lacks|lack] a fact, as told above: as things stand the federation has to refuse.";
        review: "核对并提交", "Check your answers and file";
        step_of: "第{}题，共{}题", "Question {} of {}";
        save: "保存并继续", "Save and go on";
        back_to_tasks: "回到任务列表", "Back to the list";
        product: "为哪个产品声明？", "Which product is declared?";
        models: "哪些型号？", "Which models?";
        edition: "依据哪一项标准？", "Against which standard?";
        until: "申请授权到哪一天？", "Until which day is the mark asked for?";
        until_hint: "授权最长{}年，今天准予的最晚到{}；可以短一些", "The mark lasts {} year[s] at most, to {} if it were granted today; less is fine";
        parent: "与省内母公司共同申报吗？", "Is it filed jointly with a parent in Zhejiang?";
        evidence: "有材料要一并提交吗？", "Are there files to send along?";
        evidence_lead: "可以不附。最多{}份，每份不超过{}兆字节，合计不超过{}兆字节，PDF、PNG或JPEG。账本只留加盐摘要；材料由决定授权的部门查看，可依法擦除。", "None is needed. At most {} file[s] of at most {} MiB each and {} MiB together, as PDF, PNG or JPEG. The ledger holds a salted digest only; whoever decides sees the file, and it can be erased.";
        evidence_list: "已上传的材料", "Files sent";
        evidence_none: "不附材料", "No files";
        evidence_count: "{}份材料", "Files: {}";
        evidence_shows: "材料说明什么", "What it shows";
        evidence_file: "选择文件", "File";
        evidence_add: "上传", "Send the file";
        evidence_drop: "删除", "Delete";
        evidence_done: "没有其他材料，继续", "That is all: go on";
        evidence_choose: "请选择材料说明什么", "Choose what the file shows";
        evidence_none_sent: "请选择一个有内容的文件", "Choose a file that has something in it";
        evidence_other_type: "文件内容与所称的媒体类型（Content-Type）不符", "What is in the file is not what its media type (Content-Type) says";
        evidence_empty: "文件没有内容", "The file is empty";
        evidence_full: "已上传而尚未随申报提交的材料已达上限（{}份、合计{}兆字节），请先申报或删除", "Files sent and not filed yet are as many as a declaration may bring ({} file[s], {} MiB together): file them or end some";
        evidence_this: "该文件", "This file";
        evidence_named: "文件“{}”", "The file “{}”";
        evidence_large: "{}有{}兆字节，每份最多{}兆字节", "{} has {} MiB: a file may have {} MiB at most";
        evidence_over: "{}超出上限：最多{}份、合计{}兆字节，请先删除不再需要的材料", "{} is one too many: at most {} file[s] and {} MiB together. Delete one that is not needed first";
        evidence_not_taken: "{}的内容不是PDF、PNG或JPEG，此处只收这三种", "{} is no PDF, PNG or JPEG by what is in it, and only these are taken";
        evidence_cut: "{}是{}，但不完整，多半没有传完或导出中断，请重新导出后再上传", "{} is a {} that is cut off: save it anew and send that";
        evidence_other_name: "{}的内容是{}，与文件名后缀不符", "{} is a {} by what is in it, which is not what its name says";
        evidence_active: "{}是含有脚本、可启动程序或内嵌文件的PDF（/{}），不予接收；请“打印为PDF”另存后再上传", "{} is a PDF with a script, a program to start or another file in it (/{}), which is not taken: print it to PDF and send that";
        evidence_too_many_points: "{}的像素过多，请缩小图片后再上传", "{} has too many points: make the picture smaller";
        all_models: "全部型号", "Every model";
        alone: "单独申报", "Filed alone";
        change: "修改", "Change";
        review_lead: "核对以下内容。提交后写入账本，由品牌建设联合会决定。", "Check what you wrote. Once filed it is written to the ledger, and the federation decides.";
        declare: "提交声明即表示：该产品持续符合所选标准的全部要求，所填内容真实。", "By filing you declare that the product keeps meeting every requirement of the standard and that what you wrote is true.";
        answer_next: "回答待填写的问题", "Answer the question that is open";
        file: "提交自我声明", "File the self-declaration";
        file_blocked: "条件以提交当日为准：现在提交，联合会应当不予授权。填写内容已保存，可以等条件满足后再提交。", "The conditions are judged for the day of filing: if you file now, the federation has to refuse. What you wrote is kept; you can file when they are met.";
        cannot_keep: "填写的内容过长，无法保存。", "What you wrote is too long to be kept.";
    }
}
