using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>
/// Where the rules on accountability say so. The text read in full is that of 2016; the text of 2019 has the same content under other
/// numbers, and what only it says (appeals) is a setting.
/// </summary>
public static class AccountabilityRules
{
    public static readonly Law Regulations = new("accountability", new("中国共产党问责条例", "Party Regulations on Accountability"), "2016", new(2016, 7, 8));
    public static readonly Law SupervisionLawRules = new("supervision-law-rules", new("监察法实施条例", "Regulations for the Supervision Law"), "2021", new(2021, 9, 20));
    public static readonly Law ReviewRules = new("case-handling", new("中国共产党纪律检查机关监督执纪工作规则", "Rules for Discipline Inspection Work"), "2019", new(2019, 1, 1));

    /// <summary>Who is responsible in what degree.</summary>
    public static readonly Citation Degrees = Regulations.Art("五");

    /// <summary>The kinds of treatment.</summary>
    public static readonly Citation Kinds = Regulations.Art("七");

    /// <summary>Who decides: the commission itself only on a notice and an admonition.</summary>
    public static readonly Citation Deciders = Regulations.Art("八");

    /// <summary>Announced, told to the organisation department, filed, reported; organisational treatment within one month.</summary>
    public static readonly Citation Execution = Regulations.Art("九");

    /// <summary>Nobody escapes by moving, promotion or retirement.</summary>
    public static readonly Citation Lifelong = Regulations.Art("十");

    /// <summary>Talk, criticism and the other measures of the first form.</summary>
    public static readonly Citation FirstForm = SupervisionLawRules.Art("二百零一");

    /// <summary>The facts are shown to the person, whose statement is heard, recorded and taken up where it is right. Known, but not read in the text.</summary>
    public static readonly Citation Hearing = new Law("accountability", Regulations.Title, "2019", new(2019, 9, 1)).Art("十三", Verification.Unverified);

    /// <summary>Whoever examines a matter again took no part in it before.</summary>
    public static readonly Citation OtherPeople = ReviewRules.Art("五十九");
}

/// <summary>The times that no text we have read in full fixes.</summary>
public static class AccountabilitySettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");
    private static readonly Words Appeals = new("2019年修订的问责条例规定了申诉，条文未核对全文。", "The 2019 text provides for appeals; it was not read in full.");
    private static readonly Citation Unread = new Law("accountability", AccountabilityRules.Regulations.Title, "2019", new(2019, 9, 1)).Art("二十一", Verification.Unverified);

    public static readonly Setting Verify = new("accountability.verify", new("问责核查时限", "time to verify the cause"), SettingKind.Term, "1m", NoRule);
    public static readonly Setting Statement = new("accountability.statement", new("陈述申辩时限", "time for the person's statement"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Weigh = new("accountability.weigh", new("核对陈述和容错情形时限", "time to weigh the statement and tolerance"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Approve = new("accountability.approve", new("审批时限", "time to approve"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting CarryOut = new("accountability.carry-out", new("问责决定执行时限（组织处理以外）", "time to carry a decision out (other than organisational treatment)"), SettingKind.Term, "1m", NoRule);
    public static readonly Setting Appeal = new("accountability.appeal", new("提出申诉时限", "time to appeal"), SettingKind.Term, "1m", Appeals, Unread);
    public static readonly Setting DecideAppeal = new("accountability.decide-appeal", new("申诉答复时限", "time to decide an appeal"), SettingKind.Term, "1m", Appeals, Unread);

    public static readonly IReadOnlyList<Setting> All = [Verify, Statement, Weigh, Approve, CarryOut, Appeal, DecideAppeal];
}

/// <summary>What other modules may read of accountability, once it is final. Files that lead to nothing record nothing about anybody.</summary>
public static class AccountabilityFacts
{
    public static readonly FactKind Decided = new("accountability-decided", new("作出问责决定", "accountability decided"));
    public static readonly FactKind CarriedOut = new("accountability-carried-out", new("问责决定执行完毕", "accountability carried out"));
    public static readonly FactKind Corrected = new("accountability-corrected", new("问责决定撤销或变更", "accountability decision cancelled or changed"));
    public static readonly FactKind HandedOver = new("accountability-handed-over", new("问责中移交问题线索", "sign of wrong handed over"));

    public static readonly IReadOnlyList<FactKind> All = [Decided, CarriedOut, Corrected, HandedOver];
}
