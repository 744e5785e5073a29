using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Items;

/// <summary>
/// The way of everything that is to be done and proved: issued, accepted, in progress, evidence, checked by somebody else. The three
/// lists and the work orders share it and add what is their own.
/// </summary>
public abstract class ItemProcedure<TItem> : Procedure<TItem, ItemState> where TItem : Item
{
    /// <summary>Those who gave the item out and answer for it further up.</summary>
    protected static readonly Who Issuer = Who.Opener
        .Or(Who.Above(Duties.Office, Duties.Leader, Duties.Deputy))
        .Or(Who.Holding(Duties.Supervisor, Duties.SupervisionLeader));

    /// <summary>Closing is confirmed by somebody other than the owner (R09).</summary>
    protected static readonly Who Checker = Issuer.ButNotAssignee().ButNot<SubmitEvidence>();

    /// <summary>Whoever works on an entry of the lists: the owner, or the unit on the owner's behalf.</summary>
    protected static readonly Who OwnerOrUnit = Who.Assignee.Or(Who.Holding(Duties.Office, Duties.Leader));

    private readonly Who _owner;

    private protected ItemProcedure(string code, string version, string prefix, Words name, Who owner) : base(code, version, prefix, name)
    {
        _owner = owner;
        In(ItemState.Issued).Within(ItemSettings.Accept)
            .May<AcceptItem>(by: owner, to: ItemState.Accepted)
            .May<SendItemBack>(by: owner, to: ItemState.SentBack)
            .May<EditItem>(by: Issuer.ButNotAssignee())
            .May<WithdrawItem>(by: Issuer, to: ItemState.Withdrawn);

        Accepted = Working(ItemState.Accepted)
            .May<StartWork>(by: owner, to: ItemState.InProgress);

        InProgress = Working(ItemState.InProgress)
            .May<ReportProgress>(by: owner);

        In(ItemState.EvidenceSubmitted).Within(ItemSettings.Verify).OwedBy(Owed.Opener)
            .May<ConfirmClosed>(by: Checker, to: ItemState.Closed)
            .May<ReturnEvidence>(by: Checker, to: ItemState.InProgress);

        In(ItemState.SentBack).Within(ItemSettings.IssueAgain).OwedBy(Owed.Opener)
            .May<IssueAgain>(by: Issuer.ButNot<SendItemBack>(), to: ItemState.Issued)
            .May<WithdrawItem>(by: Issuer.ButNot<SendItemBack>(), to: ItemState.Withdrawn);

        Ends(ItemState.Closed, ItemState.Withdrawn);

        Show("outcome", new("结果", "outcome"), i => i.Outcome);

        Merges<EditItem>(i => new(i.Title, i.Text, i.Due, i.Deliverable, ""), asked: nameof(EditItem.Reason));
        Merges<ChangeOwner>(i => new(i.Assignee ?? default, ""), asked: nameof(ChangeOwner.Reason));
    }

    /// <summary>The two states in which work is done, for what a list adds.</summary>
    protected Saying Accepted { get; }

    /// <inheritdoc cref="Accepted"/>
    protected Saying InProgress { get; }

    private Saying Working(ItemState state) => In(state).Until(i => i.Due, extendedBy: Issuer.ButNotAssignee())
        .May<SubmitEvidence>(by: _owner, to: ItemState.EvidenceSubmitted)
        .May<AskForHelp>(by: _owner)
        .May<EditItem>(by: Issuer.ButNotAssignee())
        .May<ChangeOwner>(by: Who.Holding(Duties.Office, Duties.Leader))
        .May<WithdrawItem>(by: Issuer.ButNotAssignee(), to: ItemState.Withdrawn);
}

/// <summary>The times no rule fixes; the organ sets them.</summary>
public static class ItemSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting Accept = new("responsibilities.accept", new("认领时限", "time to accept"), SettingKind.Term, "3wd", NoRule);
    public static readonly Setting Verify = new("responsibilities.verify", new("核验时限", "time to check the evidence"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting IssueAgain = new("responsibilities.issue-again", new("退回后重新下达时限", "time to issue again what was sent back"), SettingKind.Term, "3wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [Accept, Verify, IssueAgain];
}

/// <summary>What the other modules may read of items once they are over.</summary>
public static class ItemFacts
{
    public static readonly FactKind Closed = new("item-closed", new("清单事项核验销号", "list item checked and closed"));
}
