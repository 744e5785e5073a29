using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Assessment.Bulletins;

/// <summary>Where a bulletin stands.</summary>
public enum BulletinState
{
    [Words("拟稿", "draft")] Draft,
    [Words("待审批", "awaiting approval")] AwaitingApproval,
    [Words("已印发", "issued")] Issued,
    [Words("不印发", "not issued")] Dropped,
}

/// <summary>A table of a bulletin, in both languages, as it is printed. Its rows are units, never persons.</summary>
public sealed record BulletinTable(Words Caption, IReadOnlyList<Words> Headings, IReadOnlyList<IReadOnlyList<Words>> Rows);

/// <summary>The tables of a bulletin as they were when it was drafted.</summary>
public sealed record BulletinTables(IReadOnlyList<BulletinTable> All);

/// <summary>The monthly bulletin (R117): it names units and figures, never a clerk. One that was issued stays; a correction is a bulletin of its own.</summary>
public sealed class Bulletin : Dossier<BulletinState>
{
    private Bulletin() { }

    internal Bulletin(UnitId unit, Period period, string title) => (Unit, Period, Title) = (unit, period.ToString(), title);

    [Words("所属月份", "Month")]
    public string Period { get; internal set; } = "";

    [Words("通报文号", "Number of the bulletin")]
    public string? Reference { get; internal set; }

    [Words("通报正文", "Text of the bulletin"), Prose]
    public string Text { get; internal set; } = "";

    [Words("印发日期", "Issued on")]
    public DateOnly? IssuedOn { get; internal set; }

    [Words("退回意见", "Sent back because"), Prose]
    public string? SentBack { get; internal set; }

    public IReadOnlyList<BulletinTable> Tables { get; internal set; } = [];

    /// <summary>The issued bulletin that this one corrects.</summary>
    public Guid? Corrects { get; internal set; }

    internal void Call(string title) => Title = title;
    internal void HangBelow(Guid? corrected) => (Corrects, Parent) = (corrected, corrected);
}

/// <summary>Drafted by one person, approved by another, issued.</summary>
public sealed class BulletinProcedure : Procedure<Bulletin, BulletinState>
{
    private static readonly Who Writer = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader);
    private static readonly Who Approver = Who.Holding(Duties.SupervisionLeader).ButNot<DraftBulletin>().ButNot<EditBulletin>().ButNot<SubmitBulletin>();

    public BulletinProcedure() : base("bulletin", "1", "TB", new("月通报", "monthly bulletins"))
    {
        Opens<DraftBulletin>(by: Writer, at: BulletinState.Draft);

        In(BulletinState.Draft)
            .May<SubmitBulletin>(by: Writer, to: BulletinState.AwaitingApproval)
            .May<EditBulletin>(by: Writer)
            .May<DropBulletin>(by: Writer, to: BulletinState.Dropped);

        In(BulletinState.AwaitingApproval).Within(BulletinSettings.Approval)
            .May<ApproveBulletin>(by: Approver, to: BulletinState.Issued)
            .May<SendBulletinBack>(by: Approver, to: BulletinState.Draft);

        Ends(BulletinState.Issued, BulletinState.Dropped);

        Show("month", new("所属月份", "month"), b => b.Period);
        Show("reference", new("通报文号", "number of the bulletin"), b => b.Reference);
        Show("issued", new("印发日期", "issued on"), b => b.IssuedOn);
    }
}

/// <summary>The time no rule fixes.</summary>
public static class BulletinSettings
{
    public static readonly Setting Approval = new("assessment.bulletin-approval", new("通报审批时限", "time to approve a bulletin"), SettingKind.Term, "3wd",
        new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it."));

    public static readonly IReadOnlyList<Setting> All = [Approval];
}

/// <summary>Begins a bulletin from the figures of the month.</summary>
[Words("起草月通报", "Draft a bulletin")]
public sealed record DraftBulletin(
    [Words("通报单位", "Issued by")] UnitId Unit,
    [Words("所属月份", "Month")] string Period,
    [Words("通报标题", "Title of the bulletin")] string Title,
    [Words("通报正文", "Text of the bulletin"), Prose] string Text,
    [Words("通报附表", "Tables")] BulletinTables Tables,
    [Words("更正的通报", "Bulletin corrected")] Guid? Corrects) : IOpening<Bulletin>
{
    public Bulletin Open(Moment now)
    {
        var bulletin = new Bulletin(Unit, Kernel.Period.Parse(Period), Title) { Text = Text, Tables = Tables.All };
        bulletin.HangBelow(Corrects);
        return bulletin;
    }
}

/// <summary>Changes the words. The tables are what the records gave and stay.</summary>
[Words("修改文稿", "Edit the text")]
public sealed record EditBulletin([Words("通报标题", "Title of the bulletin")] string Title, [Words("通报正文", "Text of the bulletin"), Prose] string Text) : IAction<Bulletin>
{
    public void Apply(Bulletin bulletin, Moment now)
    {
        bulletin.Call(Title);
        bulletin.Text = Text;
    }
}

/// <summary>Lays it before somebody else.</summary>
[Words("送审", "Submit for approval")]
public sealed record SubmitBulletin : IAction<Bulletin>
{
    public void Apply(Bulletin bulletin, Moment now) => now.Notify(Duties.SupervisionLeader, bulletin.Unit, new Words("{0} 待您审批。", "{0} awaits your approval.").With(bulletin.Number));
}

/// <summary>It need not be issued.</summary>
[Words("不印发", "Drop it")]
public sealed record DropBulletin([Words("不印发的理由", "Why not"), Prose] string Because) : IAction<Bulletin>;

/// <summary>Somebody else than those who wrote it approves it; with that it is issued.</summary>
[Words("批准印发", "Approve and issue")]
public sealed record ApproveBulletin([Words("通报文号", "Number of the bulletin"), Hint("如：青纪通〔2026〕3号。", "Such as 青纪通〔2026〕3号.")] string Reference) : IAction<Bulletin>
{
    public void Apply(Bulletin bulletin, Moment now)
    {
        (bulletin.Reference, bulletin.IssuedOn) = (Reference, now.Today);
        foreach (var unit in new Returns.Reporting(now.Organisation, now.Settings).Units.Where(u => u.Path.IsWithin(now.Organisation[bulletin.Unit].Path)))
        {
            now.Notify(Duties.Office, unit.Id, new Words("{0}月通报已印发。", "The bulletin of {0} was issued.").With(Kernel.Period.Parse(bulletin.Period).Words));
        }
    }
}

/// <summary>Not as it is.</summary>
[Words("退回修改", "Send back")]
public sealed record SendBulletinBack([Words("退回意见", "Sent back because"), Prose] string Because) : IAction<Bulletin>
{
    public void Apply(Bulletin bulletin, Moment now)
    {
        bulletin.SentBack = Because;
        if (!bulletin.OpenedBy.IsNobody) now.Notify(bulletin.OpenedBy, new Words("{0} 被退回修改。", "{0} was sent back.").With(bulletin.Number));
    }
}
