//! The notice of an interview (约谈) after a first verified failure.

use policy::article::Said;
use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter};
use super::told::{Firm, GroundLine, Head};

/// When and where the interview is to be, and with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The day.
    pub on: Day,
    /// Hour and minute.
    pub clock: (u8, u8),
    /// The place.
    pub place: String,
    /// The office that calls.
    pub by: Said,
    /// The day of the call that this one takes the place of.
    pub replaces: Option<Day>,
}

impl Appointment {
    fn words(&self, lang: Lang) -> String {
        let (on, place, (hour, minute)) = (day_in_words(self.on, lang), &self.place, self.clock);
        match lang {
            Lang::Zh => {
                let part = match hour {
                    0..=5 => "凌晨",
                    6..=11 => "上午",
                    12 => "中午",
                    13..=17 => "下午",
                    _ => "晚上",
                };
                let hour = if hour > 12 { hour - 12 } else { hour };
                let minute = if minute == 0 { String::new() } else { format!("{minute}分") };
                format!("时间：{on}{part}{hour}时{minute}。地点：{place}。约谈单位：{}。", self.by.zh)
            }
            Lang::En => format!(
                "On {on} at {hour}:{minute:02}, at this place: {place}. The interview is held by the {}.",
                self.by.en
            ),
        }
    }
}

/// The notice of an interview (clause 10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewNotice {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// Name of the product, where it is about one.
    pub product: Option<String>,
    /// What was found.
    pub grounds: Vec<GroundLine>,
    /// When and where, if it has been settled.
    pub appointment: Option<Appointment>,
}

impl InterviewNotice {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        body.push(Block::head(1, lang.pick("约谈事由", "Why"), lang));
        if self.grounds.is_empty() {
            body.push(Block::para(lang.pick("见平台案件记录。", "See the case on the platform.")));
        } else {
            body.push(GroundLine::table(&self.grounds, lang));
        }
        body.push(Block::head(2, lang.pick("时间和地点", "When and where"), lang));
        body.push(Block::para(self.when(lang)));
        body.extend(self.instead(lang).map(Block::para));
        body.push(Block::head(3, lang.pick("请准备的内容", "What to bring"), lang));
        body.extend(preparations(lang).into_iter().map(Block::para));
        Letter {
            head: &self.head,
            title: lang
                .pick("关于约谈产品质量问题的通知", "Notice of an interview on product quality")
                .to_owned(),
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        match (lang, &self.product) {
            (Lang::Zh, Some(product)) => format!(
                "你单位使用品字标浙江制造标识的产品“{product}”经对照标准抽检判定不合格。依据浙市监质〔2019〕6号文件\
                 第十条，现通知你单位接受约谈。"
            ),
            (Lang::Zh, None) => {
                "依据浙市监质〔2019〕6号文件第十条，现就抽检发现的问题通知你单位接受约谈。".to_owned()
            }
            (Lang::En, Some(product)) => format!(
                "Your product “{product}”, which bears the Zhejiang Made quality mark, failed a check against its \
                 standard. Under clause 10 of document Zhe Shi Jian Zhi [2019] No. 6 you are asked to an interview."
            ),
            (Lang::En, None) => {
                "Under clause 10 of document Zhe Shi Jian Zhi [2019] No. 6 you are asked to an \
                                 interview on what a check has found."
                    .to_owned()
            }
        }
    }

    fn when(&self, lang: Lang) -> String {
        let none = lang.pick("时间和地点另行通知。", "Day and place will be told in another notice.");
        self.appointment.as_ref().map_or_else(|| none.to_owned(), |at| at.words(lang))
    }

    /// That the call before counts no more, where there was one.
    fn instead(&self, lang: Lang) -> Option<String> {
        let day = day_in_words(self.appointment.as_ref()?.replaces?, lang);
        Some(match lang {
            Lang::Zh => format!("本通知代替原定于{day}约谈的通知，原通知不再有效。"),
            Lang::En => {
                format!("This notice takes the place of the one for {day}, which is no longer in force.")
            }
        })
    }
}

fn preparations(lang: Lang) -> [&'static str; 2] {
    lang.pick(
        [
            "（一）请法定代表人或质量负责人参加，说明不合格的原因、涉及批次及已采取的措施。",
            "（二）请提交整改方案。约谈后将对同一产品跟踪抽检；再次不合格的，依程序撤销授权。",
        ],
        [
            "(a) The legal representative or the head of quality should come, ready to explain the cause, the batches \
             concerned and what has been done.",
            "(b) Please bring a plan to put it right. A follow-up sample of the same product will be taken; a second \
             failure leads to proceedings for revocation.",
        ],
    )
}
