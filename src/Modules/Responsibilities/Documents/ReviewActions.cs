using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Responsibilities.Documents;

/// <summary>These are duties, as proposed or as edited.</summary>
[Words("确认", "Confirm")]
public sealed record ConfirmDuties([Words("事项", "Duties")] IReadOnlyList<int> Duties) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now) => Reviewing.Check(document, Duties, nameof(Duties), ProposalState.Open);

    public void Apply(PolicyDocument document, Moment now)
    {
        foreach (var duty in Reviewing.Of(document, Duties)) document.Replace(duty with { State = ProposalState.Confirmed, By = now.By });
    }
}

/// <summary>Changes what was proposed: the passage, who, how often, by when, what is delivered. A field left empty is empty.</summary>
[Words("修改", "Edit")]
public sealed record EditDuty(
    [Words("事项", "Duty")] int Duty,
    [Words("起点", "Start")] int Start,
    [Words("终点", "End")] int End,
    [Words("清单中的表述", "Wording in the list"), Prose] string? Wording,
    [Words("责任主体", "Who is responsible")] string? Responsible,
    [Words("责任单位", "Unit")] UnitId? Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("周期", "Cycle")] string? Schedule,
    [Words("完成期限", "Due")] DateOnly? Due,
    [Words("成果形式", "Deliverable")] string? Deliverable) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now)
    {
        if (Reviewing.Check(document, [Duty], nameof(Duty), ProposalState.Open, ProposalState.Confirmed) is { } gone) return gone;
        if (Reviewing.CheckSpan(document, Start, End, nameof(Start), Duty) is { } unfit) return unfit;
        if (Schedule is not null && !Kernel.Cycle.TryParse(Schedule, out _)) return Unfit.At(nameof(Schedule), new("周期写法无法识别。", "This cycle cannot be read."));
        return Unit is { } unit ? Reviewing.CheckUnit(document, unit, nameof(Unit), now) : null;
    }

    public void Apply(PolicyDocument document, Moment now)
    {
        var before = document.Find(Duty)!;
        document.Replace(before with
        {
            At = new(Start, End),
            Wording = Wording,
            Responsible = Responsible,
            ResponsibleExplicit = before.ResponsibleExplicit && Responsible == before.Responsible,
            ResponsibleAt = Responsible == before.Responsible ? before.ResponsibleAt : null,
            Unit = Unit,
            Owner = Owner,
            Schedule = Schedule,
            Due = Due,
            Deliverable = Deliverable,
            Edited = true,
            By = now.By,
        });
        document.KeepWhatWasCutOff(now.By);
    }
}

/// <summary>Cuts one proposal into several at the places given; the parts keep what was said of the whole.</summary>
[Words("拆分", "Split")]
public sealed record SplitDuty([Words("事项", "Duty")] int Duty, [Words("拆分处", "Cut at")] IReadOnlyList<int> Cuts) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now)
    {
        if (Reviewing.Check(document, [Duty], nameof(Duty), ProposalState.Open, ProposalState.Confirmed) is { } gone) return gone;

        return Parts(document.Find(Duty)!.At).All(part => part.Length > 0 && Coverage.HasWords(document.Text, part)) && Cuts.All(cut => Reviewing.IsBoundary(document.Text, cut))
            ? null
            : Unfit.At(nameof(Cuts), new("拆分处须在事项之内，且每部分都要有文字。", "Cut inside the duty, so that there are words in every part."));
    }

    public void Apply(PolicyDocument document, Moment now)
    {
        var whole = document.Find(Duty)!;
        document.Replace(whole with { State = ProposalState.Split, By = now.By });
        foreach (var part in Parts(whole.At)) document.Add(whole with { At = part, State = ProposalState.Open, From = [whole.Number], Wording = null, Rejected = null, Remark = null, By = null });
        document.KeepWhatWasCutOff(now.By);
    }

    private IEnumerable<Span> Parts(Span whole)
    {
        var from = whole.Start;
        foreach (var cut in Cuts.Order().Append(whole.End))
        {
            yield return new(from, cut);
            from = cut;
        }
    }
}

/// <summary>Makes one duty of several; what lies between them goes with them.</summary>
[Words("合并", "Merge")]
public sealed record MergeDuties([Words("事项", "Duties")] IReadOnlyList<int> Duties) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now)
    {
        if (Duties.Distinct().Count() < 2) return Unfit.At(nameof(Duties), new("请至少选择两条事项。", "Choose at least two duties."));
        if (Reviewing.Check(document, Duties, nameof(Duties), ProposalState.Open, ProposalState.Confirmed) is { } unfit) return unfit;

        return document.Overlapping(Whole(document), Duties) is { } between
            ? Unfit.At(nameof(Duties), new Words("中间隔着第{0}条，请一并选择或先处理。", "No. {0} lies between them: choose it too, or deal with it first.").With(between.Number))
            : null;
    }

    public void Apply(PolicyDocument document, Moment now)
    {
        var parts = Reviewing.Of(document, Duties).OrderBy(p => p.At.Start).ToList();
        foreach (var part in parts) document.Replace(part with { State = ProposalState.Merged, By = now.By });
        var named = parts.Find(p => p.ResponsibleExplicit) ?? parts.Find(p => p.Responsible is not null) ?? parts[0];
        document.Add(parts[0] with
        {
            At = Whole(document),
            State = ProposalState.Open,
            From = [.. parts.Select(p => p.Number)],
            Responsible = named.Responsible,
            ResponsibleExplicit = named.ResponsibleExplicit,
            ResponsibleAt = named.ResponsibleAt,
            StatedCycle = parts.Find(p => p.StatedCycle is not null)?.StatedCycle,
            CycleAt = parts.Find(p => p.CycleAt is not null)?.CycleAt,
            Schedule = parts.Find(p => p.Schedule is not null)?.Schedule,
            StatedDue = parts.Find(p => p.StatedDue is not null)?.StatedDue,
            DueAt = parts.Find(p => p.DueAt is not null)?.DueAt,
            Due = parts.Min(p => p.Due),
            Deliverable = parts.Find(p => p.Deliverable is not null)?.Deliverable,
            Unit = parts.Find(p => p.Unit is not null)?.Unit,
            Owner = parts.Find(p => p.Owner is not null)?.Owner,
            Wording = null,
            By = null,
        });
    }

    private Span Whole(PolicyDocument document)
    {
        var parts = Reviewing.Of(document, Duties).ToList();
        return new(parts.Min(p => p.At.Start), parts.Max(p => p.At.End));
    }
}

/// <summary>These are no duties, for a reason that stays beside them.</summary>
[Words("不采纳", "Reject")]
public sealed record RejectDuties(
    [Words("事项", "Duties")] IReadOnlyList<int> Duties,
    [Words("理由", "Reason")] RejectionReason Reason,
    [Words("说明", "Remark"), Prose] string? Remark) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now) => Reason is RejectionReason.Other && string.IsNullOrWhiteSpace(Remark)
        ? new MustBeFilledIn(new("说明", "Remark")) { Field = nameof(Remark) }
        : Reviewing.Check(document, Duties, nameof(Duties), ProposalState.Open, ProposalState.Confirmed);

    public void Apply(PolicyDocument document, Moment now)
    {
        foreach (var duty in Reviewing.Of(document, Duties)) document.Replace(duty with { State = ProposalState.Rejected, Rejected = Reason, Remark = Remark, By = now.By });
    }
}

/// <summary>Takes a decision back as long as nothing was issued.</summary>
[Words("重新确认", "Decide again")]
public sealed record DecideAgain([Words("事项", "Duties")] IReadOnlyList<int> Duties) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now)
    {
        if (Reviewing.Check(document, Duties, nameof(Duties), ProposalState.Confirmed, ProposalState.Rejected) is { } unfit) return unfit;

        // Meanwhile a person may have proposed the words of a rejected duty anew.
        foreach (var duty in Reviewing.Of(document, Duties))
        {
            if (document.Overlapping(duty.At, Duties) is { } other) return Reviewing.Overlaps(nameof(Duties), other);
        }

        return null;
    }

    public void Apply(PolicyDocument document, Moment now)
    {
        foreach (var duty in Reviewing.Of(document, Duties)) document.Replace(duty with { State = ProposalState.Open, Rejected = null, Remark = null, By = null });
    }
}

/// <summary>Proposes a duty that the engine did not see.</summary>
[Words("补充事项", "Add a missed duty")]
public sealed record ProposeMissed(
    [Words("起点", "Start")] int Start,
    [Words("终点", "End")] int End,
    [Words("责任主体", "Who is responsible")] string? Responsible) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now) => Reviewing.CheckSpan(document, Start, End, nameof(Start));

    public void Apply(PolicyDocument document, Moment now) => document.Add(new(0, new(Start, End)) { Responsible = Responsible, By = now.By });
}

/// <summary>Says at which unit, by whom and by when.</summary>
[Words("指定责任单位", "Assign to a unit")]
public sealed record AssignDuties(
    [Words("事项", "Duties")] IReadOnlyList<int> Duties,
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("完成期限", "Due")] DateOnly? Due) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now) =>
        Reviewing.Check(document, Duties, nameof(Duties), ProposalState.Open, ProposalState.Confirmed) ?? Reviewing.CheckUnit(document, Unit, nameof(Unit), now);

    public void Apply(PolicyDocument document, Moment now)
    {
        foreach (var duty in Reviewing.Of(document, Duties)) document.Replace(duty with { Unit = Unit, Owner = Owner, Due = Due ?? duty.Due });
    }
}

internal static class Reviewing
{
    public static IEnumerable<Proposal> Of(PolicyDocument document, IReadOnlyList<int> numbers) => numbers.Distinct().Select(n => document.Find(n)!);

    public static Refusal? Check(PolicyDocument document, IReadOnlyList<int> numbers, string field, params ReadOnlySpan<ProposalState> states)
    {
        foreach (var number in numbers)
        {
            if (document.Find(number) is not { Item: null } duty || !states.Contains(duty.State)) return NoSuchDuty(field, number);
        }

        return null;
    }

    public static Refusal? CheckSpan(PolicyDocument document, int start, int end, string field, params IReadOnlyList<int> except)
    {
        if (start < 0 || start >= end || end > document.Text.Length || !IsBoundary(document.Text, start) || !IsBoundary(document.Text, end))
            return Unfit.At(field, new("请在正文中选取一段文字。", "Select a passage of the text."));
        if (!Coverage.HasWords(document.Text, new(start, end))) return Unfit.At(field, new("选取的部分没有文字。", "There are no words in the passage."));
        return document.Overlapping(new(start, end), except) is { } other ? Overlaps(field, other) : null;
    }

    public static Refusal? CheckUnit(PolicyDocument document, UnitId unit, string field, Moment now) =>
        now.Organisation.Find(unit) is { } found && found.Path.IsWithin(document.Path) ? null : Unfit.At(field, new("只能下达到本单位或下级单位。", "Duties can be issued only to this unit or to units below it."));

    public static Unfit Overlaps(string field, Proposal other) => Unfit.At(field, new Words("与第{0}条重叠。", "It overlaps with no. {0}.").With(other.Number));

    private static Unfit NoSuchDuty(string field, int number) => Unfit.At(field, new Words("第{0}条不存在、已下达或已另行处理。", "No. {0} does not exist, was issued or was dealt with otherwise.").With(number));

    /// <summary>Not between the two halves of one character.</summary>
    public static bool IsBoundary(string text, int at) => at <= 0 || at >= text.Length || !char.IsLowSurrogate(text[at]);
}

/// <summary>Corrects what stands at the head of the document; its text stays as it was imported.</summary>
[Words("更正文件信息", "Correct what the document is")]
public sealed record CorrectDocument(
    [Words("标题", "Title")] string Title,
    [Words("发文单位", "Issued by")] string? IssuedBy,
    [Words("文号", "Document number")] string? DocumentNumber,
    [Words("发文日期", "Date")] DateOnly? IssuedOn,
    [Words("更正理由", "Reason"), Prose] string Reason) : IAction<PolicyDocument>
{
    public Refusal? Check(PolicyDocument document, Moment now) => (Title, IssuedBy, DocumentNumber, IssuedOn) == (document.Title, document.IssuedBy, document.DocumentNumber, document.IssuedOn)
        ? new Unfit(new("与现有内容相同，没有需要更正的。", "It says what is there already; nothing is to be corrected."))
        : null;

    public void Apply(PolicyDocument document, Moment now) => document.Correct(Title, IssuedBy, DocumentNumber, IssuedOn);
}
