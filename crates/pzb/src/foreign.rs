//! What others say in English (the operating system, parsers, the network, the record's own faults) in Chinese words,
//! so that no sentence has two languages. Their own words go with the English sentence and, for programs, into the
//! data of the failure.

use std::io;

use ledger::verify::Fault as Differs;
use ledger::{TileKind, TreeError};
use registry::Fault;

/// What the operating system refused.
#[must_use]
pub fn io(fault: &io::Error) -> String {
    let said = match fault.kind() {
        io::ErrorKind::NotFound => "没有这一文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::AlreadyExists => "已经存在",
        io::ErrorKind::AddrInUse => "地址已被占用",
        io::ErrorKind::AddrNotAvailable => "本机没有这一地址",
        io::ErrorKind::ConnectionRefused => "连接被拒绝",
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => "连接被中断",
        io::ErrorKind::TimedOut => "超时",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满",
        io::ErrorKind::FileTooLarge => "文件过大",
        io::ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        io::ErrorKind::IsADirectory => "这是文件夹",
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        io::ErrorKind::BrokenPipe => "对方已关闭",
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => "内容无效",
        _ => "操作系统报错",
    };
    match fault.raw_os_error() {
        Some(number) => format!("{said}（系统错误号{number}）"),
        None => said.to_owned(),
    }
}

/// Why a server did not answer.
#[must_use]
pub fn network(fault: &ureq::Error) -> String {
    match fault {
        ureq::Error::Io(fault) => io(fault),
        ureq::Error::StatusCode(status) => format!("答复状态{status}"),
        ureq::Error::Timeout(_) => "超时".to_owned(),
        ureq::Error::HostNotFound => "找不到这一主机".to_owned(),
        ureq::Error::ConnectionFailed => "无法连接".to_owned(),
        ureq::Error::BadUri(_) => "地址无效".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "答复过长".to_owned(),
        _ => "通信出错".to_owned(),
    }
}

/// What is wrong with a JSON text, beside its place.
#[must_use]
pub fn json(fault: &serde_json::Error) -> &'static str {
    match fault.classify() {
        serde_json::error::Category::Syntax => "语法有误",
        serde_json::error::Category::Eof => "内容不完整",
        serde_json::error::Category::Data => "内容不符合规定格式",
        serde_json::error::Category::Io => "读取失败",
    }
}

/// What is wrong with a TOML text, with its place.
#[must_use]
pub fn toml(text: &str, fault: &toml::de::Error) -> String {
    let before = fault.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => format!("第{}行有误", before.matches('\n').count() + 1),
        None => "内容有误".to_owned(),
    }
}

/// What broke in the office. The reference is that of the log.
#[must_use]
pub fn office(fault: &Fault) -> String {
    let said = match fault {
        Fault::DiskFull => "磁盘已满：没有写入任何内容；请腾出空间后重试".to_owned(),
        Fault::ClockBehind { now, last } => {
            format!("本机时钟落后于账本：时钟为{now}，末条录入于{last}；请先校正时钟，本次未写入任何内容")
        }
        Fault::Store(_) => "数据库出错".to_owned(),
        Fault::Unreadable(_) => "账本中有本程序读不懂的内容".to_owned(),
        Fault::Fork(_) => "账本与已签名的内容不相接，办理已停止".to_owned(),
        Fault::Altered(_) => "账本与已签名的不符；没有写入任何内容".to_owned(),
        Fault::Checkpoint(_) => {
            "事项已在案，但检查点未能签署；下一事项时会再试，同一指令重发可得回执".to_owned()
        }
        Fault::Unkept(_) => "没有写入任何内容：此前的检查点未能签署并保存；下一事项时会再试".to_owned(),
        Fault::Lint(_) => "办理结果不符合应有的情形，没有写入任何内容".to_owned(),
        Fault::Stopped(_) => "办理已停止，须重新打开".to_owned(),
    };
    match fault {
        Fault::DiskFull | Fault::ClockBehind { .. } => said,
        _ => format!("{said}（故障号{}，英文详情见--json）", fault.reference()),
    }
}

/// In what a ledger differs from what was signed.
#[must_use]
pub fn ledger(fault: &Differs) -> String {
    let vouches = |vouched: bool| {
        if vouched { "已签名的根证实该瓦片" } else { "已签名的根未证实该瓦片" }
    };
    match fault {
        Differs::Checkpoint(_) => "检查点不能接受".to_owned(),
        Differs::Since(_) => "旧检查点不能接受".to_owned(),
        Differs::Shrunk { since, now } => format!("账本变短：旧检查点有{since}条，现有{now}条"),
        Differs::PastChanged { size, .. } => format!("前{size}条与旧检查点所签不同"),
        Differs::Entry { index, tile, vouched, .. } => {
            format!("第{index}条与{tile}中的散列不符；{}", vouches(*vouched))
        }
        Differs::Bundle { index, bundle, .. } => format!("第{index}条无法自{bundle}读出"),
        Differs::Tile { child, parent, offset, vouched, .. } => {
            format!("{child}与{parent}中第{offset}个散列不符；{}", vouches(*vouched))
        }
        Differs::Root { size, .. } => format!("{size}条与瓦片相符，但其根与已签名的根不同"),
        Differs::Tree(TreeError::Unreadable { path, .. }) => match path.kind() {
            TileKind::Entries => format!("条目束{path}读不到"),
            TileKind::Hashes(_) => format!("瓦片{path}读不到"),
        },
        Differs::Tree(_) => "瓦片内容有误".to_owned(),
    }
}

/// The part of the record in which an audit found a difference.
#[must_use]
pub fn between(name: &str) -> &str {
    match name {
        "ledger" => "账本",
        "mark" => "查验行",
        "receipt" => "回执",
        "row" => "登记行",
        "search" => "检索",
        "tag" => "索引",
        "text" => "封存文本",
        other => other,
    }
}
