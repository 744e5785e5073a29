using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Warnings.Alerts;

/// <summary>Writes down why an alert stands, with the sum and the rows, as they are on the day the rung is reached.</summary>
internal sealed class Explaining(IRules rules, ProcedureBook book)
{
    private static readonly Words OwnDate = new("事项本身写明的期限", "the date the matter itself carries");

    private static readonly IReadOnlyList<Words> WrongIf =
    [
        new("事项实际已办，尚未录入", "it was done but not entered"),
        new("已批准延期，尚未录入", "more time was granted but not entered"),
        new("不是该单位或该人的事项", "it is not theirs to do"),
    ];

    private static readonly Words Provisional = new("期限所在年份的放假安排尚未公布，期限为暂定", "the holidays of that year are not published: the due date is provisional");

    public Explanation Of(Dossier subject, Setting rule, DateOnly today, Words next)
    {
        var procedure = book.Of(subject);
        var stage = procedure[subject.StateName];
        var due = subject.DueOn!.Value;
        var limit = stage.Limit;
        var basis = subject.Extended ? new("经批准延长后的期限", "the date after more time was granted") : limit?.Source(rules.Settings) ?? stage.OwnDueBasis?.Words ?? OwnDate;
        var sum = limit is null || subject.Extended
            ? new Words("期限 {0}", "due {0}").With(due.InWords)
            : new Words("{0} 起算（当日不计）+ {1} = {2}", "from {0} (not counted) + {1} = {2}").With(subject.EnteredOn.InWords, limit.In(rules.Settings).Words, due.InWords);
        var left = rules.Calendar.Left(today, due).Words;
        return new(
            rule.Code,
            rules.Settings.Version(rule),
            basis,
            new($"{sum.Zh}；{today.InWords.Zh} {left.Zh}", $"{sum.En}; on {today.InWords.En}: {left.En}"),
            [
                new Words("编号 {0}（{1}）", "number {0} ({1})").With(subject.Number, procedure.Name),
                new Words("状态“{0}”，自 {1}", "state “{0}” since {1}").With(stage.Name, subject.EnteredOn.InWords),
                new Words("修订版本 {0}", "revision {0}").With(subject.Revision),
            ],
            subject.DueProvisional ? [.. WrongIf, Provisional] : WrongIf,
            next);
    }
}
