namespace Qinglian.Kernel.Procedures;

/// <summary>More time, where the rule allows it: once, with a reason, up to the limit the procedure states.</summary>
[Words("延期", "Extend the time")]
public sealed record ExtendTime([Words("延期至", "Until")] DateOnly Until, [Words("延期理由", "Reason"), Prose] string Reason) : IAction<Dossier>;

/// <summary>Asks whoever may grant it for more time.</summary>
[Words("申请延期", "Ask for more time")]
public sealed record AskForTime([Words("希望延期至", "Until")] DateOnly Until, [Words("理由", "Reason"), Prose] string Reason) : IAction<Dossier>
{
    public Refusal? Check(Dossier dossier, Moment now) => dossier.DueOn is { } due && Until <= due
        ? Unfit.At(nameof(Until), new("延期后的日期须晚于现在的期限。", "The date must be later than the present due date."))
        : null;

    public void Apply(Dossier dossier, Moment now) => dossier.TimeAsked = new(Until, Reason, now.By);
}

/// <summary>A remark that belongs to the file and changes nothing.</summary>
[Words("批注", "Add a note")]
public sealed record AddNote([Words("内容", "Text"), Prose] string Text) : IAction<Dossier>;

/// <summary>Adds a file to the dossier.</summary>
[Words("上传附件", "Attach a file")]
public sealed record AttachFile([Words("附件", "File")] FileId File, [Words("说明", "What it shows")] string? Note) : IAction<Dossier>;

/// <summary>Moves the dossier to another step of its present state.</summary>
[Words("变更步骤", "Change the step")]
public sealed record GoToStep([Words("步骤", "Step")] string Step, [Words("说明", "Remark"), Prose] string? Remark) : IAction<Dossier>
{
    public void Apply(Dossier dossier, Moment now) => dossier.Step = Step;
}

/// <summary>Steps back from a matter one has an interest in, and never sees it again.</summary>
[Words("申请回避", "Step back from this matter")]
public sealed record StepBack([Words("回避理由", "Reason"), Prose] string Reason) : IAction<Dossier>
{
    public void Apply(Dossier dossier, Moment now) => now.Recuse(dossier, now.By);
}

/// <summary>Keeps a person who is named in the matter from ever seeing it.</summary>
[Words("登记应回避人员", "Record who must not see this")]
public sealed record RecusePerson([Words("应回避人员", "Person")] PersonId Person, [Words("理由", "Reason"), Prose] string Reason) : IAction<Dossier>
{
    public void Apply(Dossier dossier, Moment now) => now.Recuse(dossier, Person);
}

/// <summary>A compartment as it was chosen: by its code, with the name it had.</summary>
public sealed record CompartmentChosen(string Code, string Name) : IChosen
{
    public override string ToString() => Name;
}

/// <summary>From now on the members of the compartment alone know of the dossier. Whoever does it is one of them.</summary>
[Words("放入保密圈", "Put into a compartment")]
public sealed record EnterCompartment(
    [Words("保密圈", "Compartment"), Hint("只列出您所在的保密圈。放入后圈外人员查不到此件；由此产生的其他事项（工单、预警等）不会一并放入，请逐件办理。", "Only compartments you belong to. Nobody else can find this matter afterwards; other matters that came from it (orders, alerts) do not follow and are to be put in one by one.")] CompartmentChosen Compartment,
    [Words("理由", "Reason"), Prose] string Reason) : IAction<Dossier>
{
    public Refusal? Check(Dossier dossier, Moment now) => now.Actor.Compartments.Contains(Compartment.Code)
        ? null
        : Unfit.At(nameof(Compartment), new("您不在这个保密圈内。", "You do not belong to this compartment."));

    public void Apply(Dossier dossier, Moment now) => dossier.Compartment = Compartment.Code;
}

/// <summary>The unit decides again who knows of the dossier. Done by a member other than whoever put it in.</summary>
[Words("移出保密圈", "Take out of the compartment")]
public sealed record LeaveCompartment([Words("理由", "Reason"), Prose, Hint("移出后，本单位及上级有权限的人员都能查到此件。", "Afterwards everybody whose duties reach this unit can find the matter again.")] string Reason) : IAction<Dossier>
{
    public void Apply(Dossier dossier, Moment now) => dossier.Compartment = null;
}

/// <summary>A right was not used in time; the dossier moves on by itself.</summary>
[Words("期满", "Lapsed")]
public sealed record Lapse() : IAction<Dossier>;
