using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R17: that meetings were held, what people chose to undertake, and which required meetings are missing.</summary>
public sealed class PartyLifeTests
{
    private static readonly RecordMeeting Meeting = new(County.Bureau, PartyMeetingKind.Democratic, County.Day("2026-03-02"), "年度民主生活会", 7, 6, "通过整改清单", null);
    private static readonly EnterUndertaking Undertaking = new("压减下属单位检查次数", "合并季度检查", County.Day("2026-06-30"));

    [Fact]
    public async Task An_undertaking_becomes_a_task_of_whoever_chose_to_enter_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var meeting = await county.OpenAsync(Meeting, county.BureauOffice);

        meeting = await county.ActAsync(meeting, Undertaking, county.BureauDeputy);

        var task = await county.ReadAsync<TaskItem>(Assert.Single(meeting.Undertakings).Task);
        Assert.Equal((county.BureauDeputy.Id, County.Day("2026-06-30"), meeting.Id), (task.Assignee!.Value, task.Due!.Value, task.Origin!.Value));
        Assert.Contains(meeting.Number, task.Found!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_undertakes_for_another_unit()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var meeting = await county.OpenAsync(Meeting, county.BureauOffice);

        Assert.IsType<NotYourPart>(await county.TryAsync(meeting, Undertaking, county.CountyLeader));
        Assert.IsType<NotYourPart>(await county.TryAsync(meeting, Undertaking, county.Supervisor));
        await Assert.ThrowsAsync<NotFoundException>(() => county.TryAsync(meeting, Undertaking, county.TownHead));
    }

    // Rights H26: held, when, on what, how many, what was decided; nothing that was said or thought.
    [Fact]
    public void A_record_has_no_field_for_what_was_said()
    {
        string[] fields = ["Unit", "Kind", "HeldOn", "Topic", "Expected", "Present", "Decisions", "File"];

        Assert.Equal(fields, typeof(RecordMeeting).GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters().Select(p => p.Name));
        Assert.Equal(
            ["Decisions", "Expected", "File", "HeldOn", "Kind", "Present", "State", "Undertakings"],
            typeof(PartyMeeting).GetProperties().Where(p => p.DeclaringType != typeof(Dossier)).Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_record_is_filed_by_itself_when_the_time_for_undertakings_is_over()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var meeting = await county.OpenAsync(Meeting, county.BureauOffice);
        county.GoTo("2026-03-30");
        Assert.False(await county.Desk.LapseAsync(meeting.Id, default));
        county.GoTo("2026-03-31");

        Assert.True(await county.Desk.LapseAsync(meeting.Id, default));

        Assert.Equal(PartyMeetingState.Filed, (await county.ReadAsync<PartyMeeting>(meeting.Id)).State);
    }

    [Fact]
    public async Task A_record_is_put_right_with_a_reason_and_withdrawn_only_while_nothing_rests_on_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var meeting = await county.OpenAsync(Meeting, county.BureauOffice);
        meeting = await county.ActAsync(meeting, new CorrectMeeting(PartyMeetingKind.Organisational, Meeting.HeldOn, "组织生活会", 7, 7, null, "类别选错"), county.BureauOffice);
        Assert.Equal((PartyMeetingKind.Organisational, 7, "组织生活会"), (meeting.Kind, meeting.Present, meeting.Title));

        meeting = await county.ActAsync(meeting, Undertaking, county.BureauStaff);

        Assert.IsType<NotYet>(await county.TryAsync(meeting, new WithdrawMeeting("登记重复"), county.BureauOffice));
    }

    [Theory]
    [InlineData("2026-03-03", 7, 6, "HeldOn")]
    [InlineData("2026-03-02", 0, 0, "Expected")]
    [InlineData("2026-03-02", 7, 8, "Present")]
    public async Task What_cannot_be_is_said_beside_its_field(string on, int expected, int present, string field)
    {
        await using var county = await County.OnAsync("2026-03-02");

        Assert.Equal(field, (await county.TryOpenAsync(Meeting with { HeldOn = County.Day(on), Expected = expected, Present = present }, county.BureauOffice))!.Field);
    }

    [Fact]
    public async Task A_period_without_a_meeting_is_missing_once_it_is_over_and_the_time_to_record_has_passed()
    {
        await using var county = await County.OnAsync("2026-01-20");
        await county.OpenAsync(Meeting with { Kind = PartyMeetingKind.Committee, HeldOn = county.Today }, county.BureauOffice);

        // February ends on Saturday 28; five working days later it is Friday 6 March, which still counts.
        county.GoTo("2026-03-06");
        Assert.Empty((await OfBureauAsync(county, PartyMeetingKind.Committee)).Missing);
        county.GoTo("2026-03-07");
        var committee = await OfBureauAsync(county, PartyMeetingKind.Committee);

        Assert.Equal([Period.Month(2026, 2)], committee.Missing);
        Assert.Equal((1, 2), (committee.Held, committee.Periods));
        Assert.Equal([Period.Month(2026, 1), Period.Month(2026, 2)], (await OfBureauAsync(county, PartyMeetingKind.Group)).Missing);
        Assert.Empty((await OfBureauAsync(county, PartyMeetingKind.Members)).Missing);
    }

    [Fact]
    public async Task What_is_required_is_a_setting_and_a_withdrawn_record_counts_for_nothing()
    {
        await using var county = await County.OnAsync("2026-01-20");
        var meeting = await county.OpenAsync(Meeting with { Kind = PartyMeetingKind.Committee, HeldOn = county.Today }, county.BureauOffice);
        await county.ActAsync(meeting, new WithdrawMeeting("未召开"), county.BureauOffice);
        county.GoTo("2026-02-20");
        Assert.Equal([Period.Month(2026, 1)], (await OfBureauAsync(county, PartyMeetingKind.Committee)).Missing);

        county.Set(PartyLifeSettings.Required[PartyMeetingKind.Committee], "none");
        Assert.Empty((await OfBureauAsync(county, PartyMeetingKind.Committee)).Missing);
        county.Set(PartyLifeSettings.Branches, "");
        county.Set(PartyLifeSettings.LeadingGroups, "");
        Assert.Empty(await ReportAsync(county));
        Assert.All(PartyLifeSettings.All, s => Assert.True(s.Unverified, s.Code));
    }

    [Fact]
    public async Task The_unit_is_told_of_each_missing_meeting_once()
    {
        await using var county = await County.OnAsync("2026-02-20");
        foreach (var kind in Enum.GetValues<PartyMeetingKind>().Where(k => k is not PartyMeetingKind.Committee)) county.Set(PartyLifeSettings.Required[kind], "none");
        county.Set(PartyLifeSettings.Branches, "县直部门");

        await county.RunAsync<MissingMeetingsJob>();
        await county.RunAsync<MissingMeetingsJob>();
        Assert.Equal(2, (await county.NoticesAsync(null)).Count(n => n.Contains("支部委员会", StringComparison.Ordinal)));

        county.GoTo("2026-03-20");
        await county.RunAsync<MissingMeetingsJob>();
        Assert.Equal(3, (await county.NoticesAsync(null)).Count(n => n.Contains("支部委员会", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_unit_is_shown_its_own_gaps_alone()
    {
        await using var county = await County.OnAsync("2026-03-20");

        Assert.Equal([County.Bureau], (await new MissingMeetings(county.Dossiers, county.Rules, county.Time).OfAsync(2026, null, county.BureauOffice, default)).Select(r => r.Unit.Id));
    }

    private static Task<IReadOnlyList<PartyLifeOfUnit>> ReportAsync(County county) => new MissingMeetings(county.Dossiers, county.Rules, county.Time).OfAsync(2026, null, county.CountyOffice, default);

    private static async Task<MeetingsHeld> OfBureauAsync(County county, PartyMeetingKind kind) =>
        (await ReportAsync(county)).Single(r => r.Unit.Id == County.Bureau).Kinds.Single(k => k.Kind == kind);
}
