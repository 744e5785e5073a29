namespace Qinglian.Assessment.ReturnForms;

/// <summary>
/// The form every installation begins with: what the source text asks for each month and no module can count yet, beside the figures
/// that the records give. The clauses of both packs come from the organ that issued them; until then there is one figure for each pack.
/// </summary>
internal static class FirstForm
{
    private const string Version = "1", EightPoints = "ba-xiang-guiding", TenRules = "shi-tiao-jilv";

    public static IReadOnlyList<object> Forms { get; } = [new ReturnFormRow(Version, "八项规定和十条纪律执行情况月报", FormState.Published)];

    public static IReadOnlyList<object> Fields { get; } =
    [
        new ReturnFieldRow(Version, 1, "reports-received", "收到违反规定的反映", "reports of breaches received", "件", EightPoints),
        new ReturnFieldRow(Version, 2, "reports-true", "其中：核查属实的反映", "of these: found true", "件", EightPoints, PartOf: "reports-received"),
        new ReturnFieldRow(Version, 3, "breaches-dealt-with", "查处违反八项规定的问题", "breaches of the eight-point rules dealt with", "起", EightPoints, EachClause: true),
        new ReturnFieldRow(Version, 4, "ten-rules-breaches", "发现不符合十条纪律的情形", "breaches of the ten disciplines found", "起", TenRules, EachClause: true),
        new ReturnFieldRow(Version, 11, "responsibilities.items-given"),
        new ReturnFieldRow(Version, 12, "responsibilities.items-in-time"),
        new ReturnFieldRow(Version, 13, "responsibilities.items-late"),
        new ReturnFieldRow(Version, 14, "responsibilities.issues-found"),
        new ReturnFieldRow(Version, 15, "foundation.requests-filed"),
        new ReturnFieldRow(Version, 16, "warnings.alerts-raised"),
    ];
}
