using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>Where the record of a meeting stands.</summary>
public enum PartyMeetingState
{
    [Words("已登记，可填写整改承诺", "recorded, open for undertakings")] Recorded,
    [Words("已归档", "filed")] Filed,
    [Words("登记有误，已撤销", "withdrawn: recorded by mistake")] Withdrawn,
}

/// <summary>The meetings of intra-party life that are counted (R17).</summary>
public enum PartyMeetingKind
{
    [Words("支部党员大会", "members' meeting")] Members,
    [Words("支部委员会", "branch committee")] Committee,
    [Words("党小组会", "party group meeting of the branch")] Group,
    [Words("党课", "party lecture")] Lecture,
    [Words("组织生活会", "organisational life meeting")] Organisational,
    [Words("民主评议党员", "members' review")] Review,
    [Words("民主生活会", "democratic life meeting")] Democratic,
    [Words("同级监督提醒", "reminder among peers")] Peer,
}

/// <summary>A rectification undertaking that somebody chose to enter, and the task it became.</summary>
public sealed record Undertaking(PersonId By, DateOnly Due, Guid Task);

/// <summary>
/// That a meeting of intra-party life was held: when, on what, how many came, what was decided. What was said or thought there belongs in
/// the branch's own minutes and has no field here (rights H26).
/// </summary>
public sealed class PartyMeeting : Dossier<PartyMeetingState>
{
    private PartyMeeting() { }

    internal PartyMeeting(UnitId unit, PartyMeetingKind kind, DateOnly heldOn, string topic)
    {
        (Unit, Kind, HeldOn) = (unit, kind, heldOn);
        Rename(topic);
    }

    [Words("会议类别", "Kind")]
    public PartyMeetingKind Kind { get; internal set; }

    [Words("召开日期", "Held on")]
    public DateOnly HeldOn { get; internal set; }

    [Words("应到人数", "Expected")]
    public int Expected { get; internal set; }

    [Words("实到人数", "Present")]
    public int Present { get; internal set; }

    [Words("形成的决定", "Decisions"), Prose]
    public string? Decisions { get; internal set; }

    public FileId? File { get; internal set; }

    public List<Undertaking> Undertakings { get; internal set; } = [];

    internal void Rename(string topic) => Title = topic;
}
