using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>The calendar opens the return of a month, with everything the records can say already filled in.</summary>
[Words("生成月报", "Open the return")]
public sealed record OpenReturn(
    [Words("报送单位", "Unit")] UnitId Unit,
    [Words("所属月份", "Month")] string Period,
    [Words("月报表单版本", "Version of the form")] string Form,
    [Words("报送期限", "To be sent by")] DateOnly Due,
    [Words("系统统计的数字", "Counted figures")] IReadOnlyDictionary<string, int>? Counted,
    [Words("需填报的数字", "Figures asked for")] IReadOnlyList<AskedFigure>? Asked,
    [Words("此前数字", "Earlier figures")] Before? Before) : IOpening<MonthlyReturn>
{
    public MonthlyReturn Open(Moment now)
    {
        now.Notify(Duties.Office, Unit, new Words("{0}月报已生成，请核对后于{1}前报送。", "The return of {0} is ready: please check it and send it by {1}.").With(Kernel.Period.Parse(Period).Words, Due.InWords));
        return new(Unit, Kernel.Period.Parse(Period)) { Form = Form, Due = Due, Counted = new(Counted ?? new Dictionary<string, int>()), Asked = [.. Asked ?? []], Before = Before ?? Before.Nothing };
    }
}

/// <summary>The records changed since the figures were counted.</summary>
[Words("重新统计", "Count again")]
public sealed record Recount([Words("系统统计的数字", "Counted figures")] IReadOnlyDictionary<string, int>? Counted, [Words("此前数字", "Earlier figures")] Before? Before) : IAction<MonthlyReturn>
{
    public void Apply(MonthlyReturn @return, Moment now) => (@return.Counted, @return.Before) = (new(Counted ?? new Dictionary<string, int>()), Before ?? Before.Nothing);
}

/// <summary>Keeps what was filled in so far; nothing is sent.</summary>
[Words("暂存", "Keep for later")]
public sealed record KeepFigures([Words("数字", "Figures")] FigureSheet Sheet, [Words("落实十条纪律情况", "How the ten disciplines are observed"), Prose] string? Observance) : IAction<MonthlyReturn>
{
    public Refusal? Check(MonthlyReturn @return, Moment now) => ReturnChecks.OfCodes(@return, Sheet).FirstOrDefault();

    public void Apply(MonthlyReturn @return, Moment now)
    {
        (@return.Typed, @return.Remarks, @return.Observance) = (Sheet.Figures.ToDictionary(f => f.Code, f => f.Number), [.. Sheet.Remarks], Observance);
    }
}

/// <summary>The unit confirms what was counted, adds what only it knows, and sends it. From then on it is locked.</summary>
[Words("确认并报送", "Confirm and send")]
public sealed record SendReturn(
    [Words("数字", "Figures")] FigureSheet Sheet,
    [Words("零报告", "Zero return"), Hint("本月所列情形一件也没有时勾选；没有勾选不能报零。", "Tick it when nothing of what is asked for happened this month; zeros without it are not taken.")] bool Zero,
    [Words("落实十条纪律情况", "How the ten disciplines are observed"), Prose] string? Observance) : IAction<MonthlyReturn>
{
    public Refusal? Check(MonthlyReturn @return, Moment now) => ReturnChecks.Of(@return, Sheet, Zero, now).FirstOrDefault();

    public void Apply(MonthlyReturn @return, Moment now)
    {
        Sending.Send(@return, Sheet, Zero, Observance, now);
        now.Record(new(@return.Late ? ReturnFacts.Late : ReturnFacts.InTime, @return.Unit, now.Today));
        if (Sheet.Remarks.Any(r => @return.Counted.ContainsKey(r.Code))) now.Notify(Duties.Supervisor, @return.Unit, new Words("{0} 对系统统计的数字有异议，请核对原始记录。", "{0} objects to a counted figure: please look at the records.").With(@return.Number));
    }
}

/// <summary>The day after the due day nothing had been sent: it is on record, and the head of the unit is told.</summary>
[Words("登记到期未报", "Note that it was not sent")]
public sealed record NoteNotSent : IAction<MonthlyReturn>
{
    public void Apply(MonthlyReturn @return, Moment now)
    {
        @return.Noted = true;
        now.Record(new(ReturnFacts.NotSent, @return.Unit, now.Today));
        now.Notify(Duties.Leader, @return.Unit, new Words("{0}月报到期未报，请尽快报送。", "The return of {0} was not sent in time: please send it soon.").With(@return.Month.Words));
    }
}

/// <summary>Nobody waits for it any longer: that it was never sent stays on record.</summary>
[Words("登记未报", "Record as not sent")]
public sealed record RecordMissing([Words("说明", "Explanation"), Prose] string Because) : IAction<MonthlyReturn>
{
    public void Apply(MonthlyReturn @return, Moment now) => @return.MissingBecause = Because;
}

/// <summary>What was sent was wrong: a new edition with the reason. The one before stays as it is.</summary>
[Words("更正月报", "Correct a return")]
public sealed record CorrectReturn(
    [Words("被更正的月报", "Return corrected")] Guid Corrects,
    [Words("数字", "Figures")] FigureSheet Sheet,
    [Words("零报告", "Zero return")] bool Zero,
    [Words("落实十条纪律情况", "How the ten disciplines are observed"), Prose] string? Observance,
    [Words("更正理由", "Reason of the correction"), Prose] string Reason) : IOpening<MonthlyReturn>
{
    /// <summary>The newest edition, and what the records give today.</summary>
    internal (MonthlyReturn Return, IReadOnlyDictionary<string, int> Counted, Before Before)? Of { get; init; }

    public Refusal? Check(Moment now)
    {
        if (Of is not { } of || of.Return.Id != Corrects) throw new InvalidOperationException("A return is corrected through Returns.CorrectAsync alone.");
        if (of.Return.State is not ReturnState.Sent) return new Unfit(new("尚未报送的月报直接填报即可，无须更正。", "A return that was not sent needs no correction: just send it."));
        return ReturnChecks.Of(Next(of), Sheet, Zero, now).FirstOrDefault();
    }

    public MonthlyReturn Open(Moment now)
    {
        var edition = Next(Of!.Value);
        edition.HangBelow(Corrects);
        edition.Reason = Reason;
        Sending.Send(edition, Sheet, Zero, Observance, now);
        now.Record(new(ReturnFacts.Corrected, edition.Unit, now.Today));
        now.Notify(Duties.Supervisor, edition.Unit, new Words("{0}月报已更正（第{1}稿），请核对。", "The return of {0} was corrected (edition {1}): please look at it.").With(edition.Month.Words, edition.Edition));
        return edition;
    }

    private static MonthlyReturn Next((MonthlyReturn Return, IReadOnlyDictionary<string, int> Counted, Before Before) of) => new(of.Return.Unit, of.Return.Month)
    {
        Edition = of.Return.Edition + 1, Form = of.Return.Form, Due = of.Return.Due, Asked = of.Return.Asked, Counted = new(of.Counted), Before = of.Before,
    };
}

internal static class Sending
{
    public static void Send(MonthlyReturn @return, FigureSheet sheet, bool zero, string? observance, Moment now)
    {
        (@return.Typed, @return.Remarks) = (sheet.Figures.ToDictionary(f => f.Code, f => f.Number), [.. sheet.Remarks]);
        (@return.Zero, @return.Observance, @return.SentOn) = (zero, observance, now.Today);
    }
}
