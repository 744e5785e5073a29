namespace Qinglian.Kernel.Procedures;

/// <summary>Why the system will not do what was asked. A refusal is an answer, not a fault: nothing is thrown and nothing has changed.</summary>
public abstract record Refusal(Words Words)
{
    /// <summary>Never translated: what tests, interfaces and the ledger know it by.</summary>
    public string Code => GetType().Name;

    /// <summary>The field of the form it belongs beside, if one.</summary>
    public string? Field { get; init; }

    /// <summary>The rule that demands it, if one.</summary>
    public Citation? Basis { get; init; }
}

/// <summary>The step does not exist in the state the dossier is in.</summary>
public sealed record NotFromHere(Words State, Words Action) : Refusal(new Words("当前状态为“{0}”，不能“{1}”。", "“{1}” is not possible while the state is “{0}”.").With(State, Action));

/// <summary>Somebody else's part.</summary>
public sealed record NotYourPart(Words Phrase) : Refusal(new Words("此步骤只能由{0}办理。", "Only {0} may do this.").With(Phrase));

/// <summary>The same person has done a step that must be somebody else's.</summary>
public sealed record NeedsAnotherPerson(Words Action) : Refusal(new Words("您已办理过“{0}”，按职责分离要求，此步骤须由另一人办理。", "You did “{0}” yourself: this step must be done by another person.").With(Action));

/// <summary>The same approver a second time.</summary>
public sealed record AlreadyApproved() : Refusal(new Words("您已审批过，还须另一名审批人审批。", "You have already approved this; another approver is still needed."));

/// <summary>One person, one slip.</summary>
public sealed record AlreadyCast() : Refusal(new Words("您已提交过，每人只能提交一次。", "You have handed yours in already; each person does so once."));

/// <summary>A condition of the procedure does not hold yet.</summary>
public sealed record NotYet(Words Rule) : Refusal(new Words("须先满足：{0}。", "This is possible once {0}.").With(Rule));

/// <summary>The rule allows no more time, or not so much.</summary>
public sealed record BeyondTheLimit(Words Limit) : Refusal(new Words("超出允许的延长期限（{0}）。", "That is more time than is allowed ({0}).").With(Limit));

/// <summary>Somebody was quicker.</summary>
public sealed record ChangedMeanwhile() : Refusal(new Words("您填写期间，此件已被他人办理。您填写的内容已保留，请核对后重新提交。", "Somebody acted on this file while you were writing. What you wrote is kept: check it and send it again."));

/// <summary>A required field is empty.</summary>
public sealed record MustBeFilledIn(Words Name) : Refusal(new Words("请填写“{0}”。", "Please fill in “{0}”.").With(Name));

/// <summary>A value that cannot be right, said beside its field.</summary>
public sealed record Unfit(Words Reason) : Refusal(Reason)
{
    public static Unfit At(string field, Words reason, Citation? basis = null) => new(reason) { Field = field, Basis = basis };
}

/// <summary>Only whoever belongs to a compartment can put something into one.</summary>
public sealed record NoCompartment() : Refusal(new Words("您不在任何保密圈内，不能放入。", "You belong to no compartment and cannot put anything into one."));

/// <summary>The dossier is where it is to be put already, or is in no compartment.</summary>
public sealed record CompartmentAsItIs(bool Inside) : Refusal(Inside
    ? new Words("此件已在保密圈内；要换圈请先移出。", "This matter is in a compartment already; take it out first.")
    : new Words("此件不在保密圈内。", "This matter is in no compartment."));

/// <summary>No module on this installation takes such a referral.</summary>
public sealed record NobodyReceives(Words What) : Refusal(new Words("本系统未启用接收“{0}”的模块。", "No module here receives “{0}”.").With(What));
