//! How exactly a date is said.

/// How exactly a date is said, from the most exact to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A week, from its Monday.
    Week,
    /// 月初, 月中, 月底.
    PartOfMonth,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// 年初, 年中, 年底.
    PartOfYear,
    /// Half a year.
    HalfYear,
    /// A calendar year.
    Year,
    /// A financial year, from 1 April.
    FiscalYear,
    /// A stretch between two times: 過去兩年, 首三季, 2024至2025年; or one
    /// that no calendar can tell: 近年.
    Span,
}
