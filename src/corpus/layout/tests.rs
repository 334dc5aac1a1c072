//! Pages in miniature, one for each habit of the press.

use super::*;

/// Every block as `kind [section] text`.
fn read_back(body: &str) -> String {
    let page = super::read(body, &SourceMap::verbatim(0));
    let show = |block: &Block| {
        let section = block.section.join(" › ");
        format!("{:?} [{section}] {}", block.kind, piece::join(&page.text, &block.pieces))
    };
    page.blocks.iter().map(show).collect::<Vec<_>>().join("\n")
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
fn a_label_above_a_list_heads_it() {
    let body = "# 施政報告重點\n\n摘要。\n\n重點一：推動科研\n\n- 增加撥款\n- 興建大樓\n\n重點二：吸引人才\n\n- 擴大計劃\n";
    let read = read_back(body);
    assert!(read.contains("Bullet [施政報告重點 › 重點二：吸引人才] 擴大計劃"), "{read}");
}

#[test]
fn a_table_that_sets_out_a_page_keeps_its_headings() {
    let body = "<table><tr><td><h1>中心啟用</h1><p>中心設於元朗。</p><h2>造價</h2><p>造價二十億元。</p></td></tr></table>\n";
    let read = read_back(body);
    assert!(read.contains("Heading [中心啟用] 造價"), "{read}");
    let body = "<h1>計劃</h1><table><tr><td>甲計劃</td><td><ul><li>企業</li></ul></td><td>300萬元</td></tr><tr><td>乙計劃</td><td><ul><li>學生</li></ul></td><td>900萬元</td></tr></table>";
    let read = read_back(body);
    let apart = read.lines().all(|line| !(line.contains("300萬元") && line.contains("乙計劃")));
    assert!(apart && read.contains("300萬元"), "{read}");
}

#[test]
fn what_speaks_of_a_doctype_is_text() {
    let body = "# 網頁\n\n網頁以 <!DOCTYPE 開頭。\n\n中心設於元朗。\n\n造價二十億元，回報 > 5%。\n";
    let read = read_back(body);
    assert!(read.contains("中心設於元朗。") && read.contains("造價二十億元"), "{read}");
}

#[test]
fn a_label_with_what_it_labels_heads_nothing_but_prose() {
    let body = "# 津貼概要\n\n創新署\n\n## 評審小組\n\n主席：湯嘉敏女士\n\n副主席：Peter Olsen博士\n\n## 申請\n\n截止日期如下：\n\n1. 春季：2026年3月31日（星期二）\n2. 夏季：2026年7月31日\n\n重點一：推動科研\n\n政府會增加撥款。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 津貼概要
    Paragraph [津貼概要] 創新署
    Heading [津貼概要] 評審小組
    Paragraph [津貼概要 › 評審小組] 主席：湯嘉敏女士
    Paragraph [津貼概要 › 評審小組] 副主席：Peter Olsen博士
    Heading [津貼概要] 申請
    Paragraph [津貼概要 › 申請] 截止日期如下：
    Bullet [津貼概要 › 申請 › 截止日期如下：] 1. 春季：2026年3月31日（星期二）
    Bullet [津貼概要 › 申請 › 截止日期如下：] 2. 夏季：2026年7月31日
    Heading [津貼概要] 重點一：推動科研
    Paragraph [津貼概要 › 重點一：推動科研] 政府會增加撥款。
    ");
}

/// The rows of a table in HTML, each of its cells on a line of its own or not.
#[test]
fn rows_in_html_are_rows_however_they_are_set() {
    let body = "<!DOCTYPE html>\n<html><head><title>甲</title></head>\n<body><h1>統計</h1>\n<table border=\"1\">\n<tr><th>Sector</th><th>2023</th><th>2024</th></tr>\n<tr><td>Business</td><td>14,020</td><td>15,760</td></tr>\n<tr>\n  <td>Higher<br>education</td>\n  <td>\n17,264</td>\n  <td>18,550</td>\n</tr>\n</table>\n<p>完。</p>\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 統計
    Heading [統計] Sector · 2023 · 2024
    Row [統計 › Sector · 2023 · 2024] Business · 14,020 · 15,760
    Row [統計 › Sector · 2023 · 2024] Higher education · 17,264 · 18,550
    Paragraph [統計] 完。
    ");
}

/// A report has its problems under this heading, and nobody replies to them.
#[test]
fn what_stands_under_a_question_is_asked_only_where_a_reply_stands_below() {
    let body = "數據共享檢討\n\n問題：\n\n（一）部門各自為政；\n\n（二）標準不一。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 數據共享檢討
    Heading [數據共享檢討] 問題
    Bullet [數據共享檢討 › 問題] 部門各自為政；
    Bullet [數據共享檢討 › 問題] 標準不一。
    ");
    let body = format!("{body}\n答覆：\n\n（二）明年統一。\n");
    insta::assert_snapshot!(read_back(&body), @r"
    Heading [] 數據共享檢討
    Heading [數據共享檢討] 問題
    Question [數據共享檢討 › 問題] 部門各自為政；
    Question [數據共享檢討 › 問題] 標準不一。
    Heading [數據共享檢討] 答覆
    Bullet [數據共享檢討 › 答覆 › 標準不一。] 明年統一。
    ");
}

#[test]
fn plain_paragraphs_and_hard_wrapped_english_are_paragraphs() {
    let body = "The park opened last week and the first three\nbuildings are in use.\n\nA second paragraph.\n";
    insta::assert_snapshot!(read_back(body), @r"
    Paragraph [] The park opened last week and the first three buildings are in use.
    Paragraph [] A second paragraph.
    ");
    assert_eq!(read_back("   \n\n"), "");
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
    Heading [申請須知] 問：誰可申請？
    Paragraph [申請須知 › 問：誰可申請？] 答：本地公司。
    Bullet [申請須知 › 問：誰可申請？] 大學亦可
    Bullet [申請須知 › 問：誰可申請？] 政府部門亦可
    Heading [申請須知] 問：何時截止？
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

#[test]
fn a_row_of_a_table_is_known_by_the_heads_of_its_columns() {
    let body = "# 工程\n\n單位：百萬元\n\n| 項目 | 動工 | 完成 |\n|---|---|---|\n| 第一期 | 2021年 | 完成 |\n| **第二期** | | 2029年 |\n\n完。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 工程
    Paragraph [工程] 單位：百萬元
    Heading [工程 › 單位：百萬元] 項目 · 動工 · 完成
    Row [工程 › 單位：百萬元 › 項目 · 動工 · 完成] 第一期 · 2021年 · 完成
    Row [工程 › 單位：百萬元 › 項目 · 動工 · 完成] 第二期 ·  · 2029年
    Paragraph [工程] 完。
    ");
    // Cells that spaces align: what is not there is empty, and rows have groups.
    let body = "Table 1  Patents\n\n                2021     2020\n---------------------------\nStandard patents\n  Filings         97       81\n  Grants                   19\nDesigns\n  Filings        231      244\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] Table 1 Patents
    Heading [Table 1 Patents] · 2021 · 2020
    Heading [Table 1 Patents › · 2021 · 2020] Standard patents
    Row [Table 1 Patents › · 2021 · 2020 › Standard patents] Filings · 97 · 81
    Row [Table 1 Patents › · 2021 · 2020 › Standard patents] Grants ·  · 19
    Heading [Table 1 Patents › · 2021 · 2020] Designs
    Row [Table 1 Patents › · 2021 · 2020 › Designs] Filings · 231 · 244
    ");
}

#[test]
fn numbers_of_pages_and_running_titles_are_not_of_the_text() {
    let body = "年報2023\n\n第二階段工程的預算為\n2\n345億元，由\n\n- 3 -\n\n年報2023\n\n基金支付，逾\n60\n間企業受惠。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 年報2023
    Paragraph [年報2023] 第二階段工程的預算為345億元，由基金支付，逾60間企業受惠。
    ");
}

#[test]
fn numbered_paragraphs_that_are_wrapped_by_hand_are_whole() {
    let body = "背景\n\n2.　本港現有三所應用研究院，分別從事紡織、物流及資訊科\n技研究。\n\n3.　研究院下設：\n\n(a)　數據中心；及\n\n(b)　模擬中心。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 背景
    Paragraph [背景] 本港現有三所應用研究院，分別從事紡織、物流及資訊科技研究。
    Bullet [背景] 研究院下設：
    Bullet [背景 › 研究院下設：] 數據中心；及
    Bullet [背景 › 研究院下設：] 模擬中心。
    ");
}

#[test]
fn the_number_of_a_page_below_a_figure_is_not_of_the_figure() {
    let body = "截至四月底，獲批的項目共有41宗，涉及資助總額約1.64億\n2\n元。\n";
    insta::assert_snapshot!(read_back(body), @"Paragraph [] 截至四月底，獲批的項目共有41宗，涉及資助總額約1.64億元。");
}

#[test]
fn menus_buttons_and_lists_of_other_pages_are_not_read() {
    let body = "[主頁](/) | [新聞](/news) | EN\n首頁 > 港聞\n\n# [標題甲](/a)\n\n分享　Facebook　列印\n\n![圖](/a.jpg)\n園區外貌\n\n局長說，[工程](/b)順利。\n\n---\n相關新聞\n- [標題乙](/c)\n© 2024 海港日報\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 標題甲
    Caption [標題甲] 園區外貌
    Paragraph [標題甲] 局長說，工程順利。
    ");
}

#[test]
fn the_head_of_a_page_is_its_title_its_publisher_and_its_day() {
    let body = "啟航計劃首年成績理想\n政府新聞網\n2022年11月8日\n\n計劃推出首年共收到412份申請。\n";
    insta::assert_snapshot!(read_back(body), @r"
    Heading [] 啟航計劃首年成績理想
    Byline [啟航計劃首年成績理想] 政府新聞網
    Byline [啟航計劃首年成績理想] 2022年11月8日
    Paragraph [啟航計劃首年成績理想] 計劃推出首年共收到412份申請。
    ");
}
