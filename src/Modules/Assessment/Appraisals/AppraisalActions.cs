using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Appraisals;

/// <summary>Worked out from the records of the month and told to the unit.</summary>
[Words("生成月考评", "Draw up the appraisal")]
public sealed record DrawUpAppraisal(
    [Words("考评单位", "Unit")] UnitId Unit,
    [Words("所属月份", "Month")] string Period,
    [Words("考评方案版本", "Version of the plan")] string Plan,
    [Words("考评明细", "Breakdown")] IReadOnlyList<AppraisalLine> Lines,
    [Words("此前连续偏低次数", "Low results in a row before")] int LowBefore) : IOpening<Appraisal>
{
    public Appraisal Open(Moment now)
    {
        var appraisal = new Appraisal(Unit, Kernel.Period.Parse(Period)) { Plan = Plan, LowBefore = LowBefore };
        appraisal.Keep(Lines, null, now);
        Telling.Unit(appraisal, new Words("{0}考评结果已生成，如有异议请在{1}内提出。", "The appraisal of {0} is drawn up: objections may be raised within {1}.").With(appraisal.Month.Words, now.Settings.Term(AppraisalSettings.Objection).Words), now);
        return appraisal;
    }
}

/// <summary>The unit has nothing against it.</summary>
[Words("无异议", "No objection")]
public sealed record AcceptAppraisal : IAction<Appraisal>;

/// <summary>The unit says which record is wrong. Nothing is published before somebody has looked at it.</summary>
[Words("提出异议", "Object")]
public sealed record ObjectToAppraisal(
    [Words("有异议的项目", "Item")] AppraisalItem Item,
    [Words("异议理由和依据", "What is wrong, and how it can be seen"), Prose] string Text,
    [Words("佐证附件", "File")] FileId? File) : IAction<Appraisal>
{
    public Refusal? Check(Appraisal appraisal, Moment now) => Panel.Check(appraisal, Item, nameof(Item));

    public void Apply(Appraisal appraisal, Moment now)
    {
        appraisal.Objections.Add(new(Item.Code, Text, now.By, now.At));
        now.Notify(Duties.Supervisor, appraisal.Unit, new Words("{0} 对月考评提出异议，请核查。", "{0} is objected to: please look into it.").With(appraisal.Number));
    }
}

/// <summary>A record was wrong: the right figures, and the points worked out again. Both stay on record.</summary>
[Words("更正记录并重新计算", "Correct the record and work it out again")]
public sealed record CorrectRecord(
    [Words("更正的项目", "Item")] AppraisalItem Item,
    [Words("指标更正为", "The figure is")] int Good,
    [Words("对照指标更正为", "The figure against it is"), Hint("月报类项目：0按时，1迟报，2未报。", "For returns: 0 in time, 1 late, 2 not sent.")] int Bad,
    [Words("核查情况", "What was found"), Prose] string Finding) : IAction<Appraisal>
{
    public Refusal? Check(Appraisal appraisal, Moment now) => Panel.Check(appraisal, Item, Good, Bad);

    public void Apply(Appraisal appraisal, Moment now) => Panel.Correct(appraisal, Item, Good, Bad, Finding, now);
}

/// <summary>The panel itself sees that a record was wrong. The unit may object to the new result as it could to the first.</summary>
[Words("主动更正记录", "Correct a record unasked")]
public sealed record CorrectRecordAgain(
    [Words("更正的项目", "Item")] AppraisalItem Item,
    [Words("指标更正为", "The figure is")] int Good,
    [Words("对照指标更正为", "The figure against it is"), Hint("月报类项目：0按时，1迟报，2未报。", "For returns: 0 in time, 1 late, 2 not sent.")] int Bad,
    [Words("核查情况", "What was found"), Prose] string Finding) : IAction<Appraisal>
{
    public Refusal? Check(Appraisal appraisal, Moment now) => Panel.Check(appraisal, Item, Good, Bad);

    public void Apply(Appraisal appraisal, Moment now) => Panel.Correct(appraisal, Item, Good, Bad, Finding, now);
}

/// <summary>The record was right.</summary>
[Words("不采纳异议", "Turn the objection down")]
public sealed record TurnObjectionDown([Words("核查情况和理由", "What was found, and why"), Prose] string Finding) : IAction<Appraisal>
{
    public void Apply(Appraisal appraisal, Moment now)
    {
        Panel.Answer(appraisal, upheld: false, Finding, now);
        Telling.Unit(appraisal, new Words("{0} 的异议已核查，未予采纳，请查看理由。", "The objection to {0} was looked into and turned down: please see why.").With(appraisal.Number), now);
    }
}

/// <summary>The result counts. Low results in a row remind the head of the unit; nothing else follows by itself.</summary>
[Words("公布", "Publish")]
public sealed record PublishAppraisal : IAction<Appraisal>
{
    public void Apply(Appraisal appraisal, Moment now)
    {
        if (appraisal.Points >= now.Settings.Number(AppraisalSettings.Low)) return;

        var inARow = appraisal.LowBefore + 1;
        if (inARow < now.Settings.Number(AppraisalSettings.LowTimes)) return;
        appraisal.Reminded = true;
        now.Notify(Duties.Leader, appraisal.Unit, new Words("本单位月考评已连续{0}次偏低，请查看明细并研究改进。", "The appraisals of your unit have been low {0} times in a row: please look at the breakdown.").With(inARow));
        now.Record(new(AppraisalFacts.LowAgain, appraisal.Unit, now.Today, Number: inARow));
    }
}

/// <summary>An item of an appraisal, chosen by its code.</summary>
public sealed record AppraisalItem(string Code)
{
    public override string ToString() => Code;
}

internal static class Panel
{
    public static Refusal? Check(Appraisal appraisal, AppraisalItem item, string field) =>
        appraisal.Lines.Any(l => l.Code == item.Code) ? null : Unfit.At(field, new("考评中没有这个项目。", "The appraisal has no such item."));

    public static Refusal? Check(Appraisal appraisal, AppraisalItem item, int good, int bad)
    {
        if (Check(appraisal, item, nameof(CorrectRecord.Item)) is { } unknown) return unknown;
        if (good < 0) return Unfit.At(nameof(CorrectRecord.Good), new("不能小于零。", "Not below zero."));
        if (bad < 0) return Unfit.At(nameof(CorrectRecord.Bad), new("不能小于零。", "Not below zero."));
        return appraisal.Lines.Any(l => l.Code == item.Code && l.Good == good && l.Bad == bad)
            ? Unfit.At(nameof(CorrectRecord.Good), new("与原记录相同，没有需要更正的数字。", "These are the figures on record: there is nothing to correct."))
            : null;
    }

    public static void Correct(Appraisal appraisal, AppraisalItem item, int good, int bad, string finding, Moment now)
    {
        appraisal.Keep([.. appraisal.Lines.Select(l => l.Code == item.Code ? l with { Good = good, Bad = bad } : l)], finding, now);
        Answer(appraisal, upheld: true, finding, now);
        Telling.Unit(appraisal, new Words("{0} 的记录已更正，重新计算后为{1}分。", "A record behind {0} was corrected; it now comes to {1} points.").With(appraisal.Number, appraisal.Points), now);
    }

    public static void Answer(Appraisal appraisal, bool upheld, string finding, Moment now)
    {
        if (appraisal.Objections.FindIndex(o => o.Upheld is null) is >= 0 and var at) appraisal.Objections[at] = appraisal.Objections[at] with { Upheld = upheld, Finding = finding, DecidedBy = now.By };
    }
}

internal static class Telling
{
    public static void Unit(Appraisal appraisal, Words text, Moment now) => now.Notify(Duties.Office, appraisal.Unit, text);
}
