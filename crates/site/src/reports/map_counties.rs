//! Where each county stands on the map of its city: a column from the west and a row from the north. Neighbours stand beside
//! each other as far as a small grid allows; it is a drawing of ours and no survey.

/// Each county of `division`, by its code, with column and row.
pub(super) const COUNTIES: [(&str, u8, u8); 90] = [
    // Hangzhou: along the river from the lake in the south-west to the bay.
    ("330110", 3, 1), // Yuhang
    ("330113", 4, 1), // Linping
    ("330112", 1, 2), // Lin'an
    ("330106", 2, 2), // Xihu
    ("330105", 3, 2), // Gongshu
    ("330102", 4, 2), // Shangcheng
    ("330114", 5, 2), // Qiantang
    ("330111", 2, 3), // Fuyang
    ("330108", 3, 3), // Binjiang
    ("330109", 4, 3), // Xiaoshan
    ("330122", 2, 4), // Tonglu
    ("330127", 1, 5), // Chun'an
    ("330182", 2, 5), // Jiande
    // Ningbo.
    ("330282", 2, 1), // Cixi
    ("330281", 1, 2), // Yuyao
    ("330205", 2, 2), // Jiangbei
    ("330211", 3, 2), // Zhenhai
    ("330206", 4, 2), // Beilun
    ("330203", 2, 3), // Haishu
    ("330212", 3, 3), // Yinzhou
    ("330213", 2, 4), // Fenghua
    ("330226", 2, 5), // Ninghai
    ("330225", 3, 5), // Xiangshan
    // Wenzhou: Dongtou lies in the sea.
    ("330324", 3, 1), // Yongjia
    ("330382", 4, 1), // Yueqing
    ("330304", 2, 2), // Ouhai
    ("330302", 3, 2), // Lucheng
    ("330303", 4, 2), // Longwan
    ("330328", 2, 3), // Wencheng
    ("330381", 3, 3), // Rui'an
    ("330305", 5, 3), // Dongtou
    ("330329", 1, 4), // Taishun
    ("330326", 3, 4), // Pingyang
    ("330327", 2, 5), // Cangnan
    ("330383", 3, 5), // Longgang
    // Jiaxing.
    ("330411", 2, 1), // Xiuzhou
    ("330421", 3, 1), // Jiashan
    ("330483", 1, 2), // Tongxiang
    ("330402", 2, 2), // Nanhu
    ("330482", 3, 2), // Pinghu
    ("330481", 1, 3), // Haining
    ("330424", 2, 3), // Haiyan
    // Huzhou.
    ("330522", 1, 1), // Changxing
    ("330502", 2, 1), // Wuxing
    ("330503", 3, 1), // Nanxun
    ("330523", 1, 2), // Anji
    ("330521", 2, 2), // Deqing
    // Shaoxing.
    ("330603", 1, 1), // Keqiao
    ("330602", 2, 1), // Yuecheng
    ("330604", 3, 1), // Shangyu
    ("330681", 1, 2), // Zhuji
    ("330683", 3, 2), // Shengzhou
    ("330624", 3, 3), // Xinchang
    // Jinhua.
    ("330726", 2, 1), // Pujiang
    ("330781", 1, 2), // Lanxi
    ("330782", 3, 2), // Yiwu
    ("330783", 4, 2), // Dongyang
    ("330702", 1, 3), // Wucheng
    ("330703", 2, 3), // Jindong
    ("330727", 4, 3), // Pan'an
    ("330723", 2, 4), // Wuyi
    ("330784", 3, 4), // Yongkang
    // Quzhou.
    ("330824", 1, 1), // Kaihua
    ("330822", 1, 2), // Changshan
    ("330802", 2, 2), // Kecheng
    ("330803", 3, 2), // Qujiang
    ("330825", 4, 2), // Longyou
    ("330881", 1, 3), // Jiangshan
    // Zhoushan: islands from north to south.
    ("330922", 2, 1), // Shengsi
    ("330921", 1, 2), // Daishan
    ("330902", 1, 3), // Dinghai
    ("330903", 2, 3), // Putuo
    // Taizhou: Yuhuan lies in the sea.
    ("331023", 2, 1), // Tiantai
    ("331022", 3, 1), // Sanmen
    ("331024", 1, 2), // Xianju
    ("331082", 2, 2), // Linhai
    ("331002", 3, 2), // Jiaojiang
    ("331003", 2, 3), // Huangyan
    ("331004", 3, 3), // Luqiao
    ("331081", 3, 4), // Wenling
    ("331083", 2, 5), // Yuhuan
    // Lishui.
    ("331123", 1, 1), // Suichang
    ("331122", 4, 1), // Jinyun
    ("331124", 2, 2), // Songyang
    ("331102", 3, 2), // Liandu
    ("331181", 1, 3), // Longquan
    ("331125", 2, 3), // Yunhe
    ("331121", 4, 3), // Qingtian
    ("331126", 1, 4), // Qingyuan
    ("331127", 2, 4), // Jingning
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use policy::division;

    use super::COUNTIES;

    /// Each county of the list has one tile, no two of a city share a place, each city has its north-western corner filled from
    /// the first column and row, and the stylesheet knows the place.
    #[test]
    fn each_county_has_one_tile_and_no_two_share_a_place() {
        let known: Vec<&str> = division::counties().map(|county| county.code).collect();
        let mut drawn: Vec<&str> = COUNTIES.iter().map(|(code, ..)| *code).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, known);
        let places: BTreeSet<(&str, u8, u8)> =
            COUNTIES.iter().map(|(code, x, y)| (&code[..4], *x, *y)).collect();
        assert_eq!(places.len(), known.len(), "two share a place");
        for (city, ..) in &places {
            let of_city = || places.iter().filter(|(of, ..)| of == city);
            assert_eq!(of_city().map(|(_, x, _)| *x).min(), Some(1), "{city}");
            assert_eq!(of_city().map(|(_, _, y)| *y).min(), Some(1), "{city}");
        }
        let styles = include_str!("../assets/report.css");
        for (_, x, y) in places {
            assert!(styles.contains(&format!(".at-{x}-{y} ")), "{x} {y}");
        }
    }
}
