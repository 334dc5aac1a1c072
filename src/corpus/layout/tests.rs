//! Pages in miniature, one for each habit of the press.

use super::*;

/// Every block as `kind [section] text`.
fn read_back(body: &str) -> String {
    let show = |block: Block| {
        let section = block.section.join(" › ");
        format!("{:?} [{section}] {}", block.kind, join(body, &block.pieces))
    };
    read(body).into_iter().map(show).collect::<Vec<_>>().join("\n")
}

#[test]
fn sentences_broken_by_columns_are_joined_and_paragraphs_kept_apart() {
    let body = "\n\n標題甲\n\n局長昨日在一節目中表示，現時有逾六十間企業與園區簽約進駐，\n\n其中六成來自內地。\n\n另一段。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 標題甲
    Paragraph [標題甲] 局長昨日在一節目中表示，現時有逾六十間企業與園區簽約進駐，其中六成來自內地。
    Paragraph [標題甲] 另一段。
    ");
}

#[test]
fn titles_bylines_and_captions_are_known_by_their_neighbours() {
    let body = "港深合作提速 雙城共融\n\n【本報訊】局長表示，計劃將於明年推出。\n\n首期明年完工\n\n\
        他說，工程順利。\n\n▲圖為工地，攝於\n五月。\n\n1 完善配套\n\n- 建橋一條；\n- 設「白\n名單」\n\n\
        2 招商引資\n\n已有企業進駐。\n\n\n\n回顧全年，成果豐碩。\n\n本報記者 陳大文\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 港深合作提速 雙城共融
    Paragraph [港深合作提速 雙城共融] 【本報訊】局長表示，計劃將於明年推出。
    Heading [港深合作提速 雙城共融] 首期明年完工
    Paragraph [港深合作提速 雙城共融 › 首期明年完工] 他說，工程順利。
    Caption [港深合作提速 雙城共融] ▲圖為工地，攝於五月。
    Heading [港深合作提速 雙城共融 › 首期明年完工] 1 完善配套
    Bullet [港深合作提速 雙城共融 › 首期明年完工 › 1 完善配套] 建橋一條；
    Bullet [港深合作提速 雙城共融 › 首期明年完工 › 1 完善配套] 設「白名單」
    Heading [港深合作提速 雙城共融 › 首期明年完工] 2 招商引資
    Paragraph [港深合作提速 雙城共融 › 首期明年完工 › 2 招商引資] 已有企業進駐。
    Paragraph [港深合作提速 雙城共融 › 首期明年完工 › 本報記者 陳大文] 回顧全年，成果豐碩。
    Byline [港深合作提速 雙城共融] 本報記者 陳大文
    ");
}

#[test]
fn plain_paragraphs_and_hard_wrapped_english_are_paragraphs() {
    let body = "The park opened last week and the first three\nbuildings are in use.\n\nA second paragraph.\n";
    insta::assert_snapshot!(read_back(body), @r"
    Paragraph [] The park opened last week and the first three buildings are in use.
    Paragraph [] A second paragraph.
    ");
    assert_eq!(read("   \n\n"), []);
}

#[test]
fn a_shipped_page_is_read_as_a_person_reads_it() {
    let body = include_str!("../../../seeds/ta-kung-pao-2025-12-29-innovation.txt");
    insta::assert_snapshot!(read_back(body));
}

#[test]
fn marked_headings_and_numbered_items_are_what_they_say() {
    let body = "# 綠色運輸\n\n前言一段。\n\n## 資助計劃\n\n- 甲計劃\n- 乙計劃\n\n### 廠房\n\n政府會：\n\n1. 提供土地。\n2. 提供資助。\n\n\
        ## 目標\n\n分三步：\n\n1. 立例\n2. 撥款\n3. 檢討\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 綠色運輸
    Paragraph [綠色運輸] 前言一段。
    Heading [綠色運輸] 資助計劃
    Bullet [綠色運輸 › 資助計劃] 甲計劃
    Bullet [綠色運輸 › 資助計劃] 乙計劃
    Heading [綠色運輸 › 資助計劃] 廠房
    Paragraph [綠色運輸 › 資助計劃 › 廠房] 政府會：
    Bullet [綠色運輸 › 資助計劃 › 廠房 › 政府會：] 提供土地。
    Bullet [綠色運輸 › 資助計劃 › 廠房 › 政府會：] 提供資助。
    Heading [綠色運輸] 目標
    Paragraph [綠色運輸 › 目標] 分三步：
    Bullet [綠色運輸 › 目標 › 分三步：] 1. 立例
    Bullet [綠色運輸 › 目標 › 分三步：] 2. 撥款
    Bullet [綠色運輸 › 目標 › 分三步：] 3. 檢討
    ");
}

#[test]
fn rows_replies_and_lettered_items_are_known_by_what_leads_to_them() {
    let body = "申請須知\n\n2. 首兩季的數字如下：\n2024年：41宗\n2025年：53宗\n\n3. 申請公司須：\n（a）在港註冊；\n（b）聘有五人。\n\n\
        問：誰可申請？\n\n答：本地公司。\n\n　　大學亦可\n　　政府部門亦可\n\n問：何時截止？\n\n答：年底。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 申請須知
    Bullet [申請須知] 首兩季的數字如下：
    Bullet [申請須知 › 首兩季的數字如下：] 2024年：41宗
    Bullet [申請須知 › 首兩季的數字如下：] 2025年：53宗
    Bullet [申請須知] 申請公司須：
    Bullet [申請須知 › 申請公司須：] 在港註冊；
    Bullet [申請須知 › 申請公司須：] 聘有五人。
    Paragraph [申請須知] 問：誰可申請？
    Paragraph [申請須知 › 問：誰可申請？] 答：本地公司。
    Bullet [申請須知 › 問：誰可申請？] 大學亦可
    Bullet [申請須知 › 問：誰可申請？] 政府部門亦可
    Paragraph [申請須知] 問：何時截止？
    Paragraph [申請須知 › 問：何時截止？] 答：年底。
    ");
}

#[test]
fn bylines_one_below_the_other_are_no_rows() {
    let body = "標題甲\n\n文：陳大文\n圖：李小明\n\n局長表示，計劃順利。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 標題甲
    Byline [標題甲] 文：陳大文
    Byline [標題甲] 圖：李小明
    Paragraph [標題甲] 局長表示，計劃順利。
    ");
}
