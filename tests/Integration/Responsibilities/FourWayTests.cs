using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R10: the responsibility list with its four kinds, and the matrix over it.</summary>
public sealed class FourWayTests
{
    private static readonly ResponsibilityKind[] AllFour = Enum.GetValues<ResponsibilityKind>();
    private static readonly RecordCollective Collective = new(County.Day("2026-03-02"), "党组会第2次会议", "研究廉政风险排查方案", null);
    private static readonly RecordFirstPerson FirstPerson = new(County.Day("2026-03-02"), PersonalAct.Deployed, "在全局大会上部署", null);
    private static readonly RecordField Field = new(County.Day("2026-03-02"), FieldAct.Inspected, "检查三所学校食堂账目", null);
    private static readonly RecordSupervision Supervision = new(County.Day("2026-03-02"), SupervisionAct.Checked, "抽查排查台账", null);

    [Fact]
    public async Task Each_of_the_four_kinds_is_recorded_by_its_own_side()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await AcceptedAsync(county, AllFour);

        item = await county.ActAsync(item, Collective, county.BureauOffice);
        item = await county.ActAsync(item, FirstPerson, county.BureauHead);
        Assert.Equal([ResponsibilityKind.OnePostTwoDuties, ResponsibilityKind.Supervisory], item.Waiting);
        item = await county.ActAsync(item, Field, county.BureauDeputy);
        item = await county.ActAsync(item, Supervision, county.Supervisor);

        Assert.Empty(item.Waiting);
        Assert.Equal(4, await county.FactsAsync("responsibility-acted"));
    }

    [Fact]
    public async Task Nobody_records_for_another_side()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await AcceptedAsync(county, AllFour);

        Assert.IsType<NotYourPart>(await county.TryAsync(item, FirstPerson, county.BureauOffice));
        Assert.IsType<NotYourPart>(await county.TryAsync(item, FirstPerson, county.CountyLeader));
        Assert.IsType<NotYourPart>(await county.TryAsync(item, Field, county.BureauHead));
        Assert.IsType<NotYourPart>(await county.TryAsync(item, Supervision, county.BureauHead));
        Assert.IsType<NotYourPart>(await county.TryAsync(item, Collective, county.Supervisor));
    }

    [Fact]
    public async Task A_deputy_who_is_named_alone_records_the_field_in_charge()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var other = county.Person("教育局另一副局长", County.Bureau, Reach.Own, Duties.Deputy);
        var item = await AcceptedAsync(county, AllFour);
        item = await county.ActAsync(item, new SetKinds(AllFour, 2026, county.BureauDeputy.Id), county.BureauOffice);

        Assert.IsType<NotYourPart>(await county.TryAsync(item, Field, other));
        item = await county.ActAsync(item, Field, county.BureauDeputy);
        Assert.Contains(await county.NoticesAsync(item), n => n.StartsWith(county.BureauDeputy.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kind_that_is_not_needed_is_not_recorded_and_one_with_records_is_not_taken_away()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await AcceptedAsync(county, [ResponsibilityKind.Collective, ResponsibilityKind.Supervisory]);

        Assert.IsType<NotYet>(await county.TryAsync(item, FirstPerson, county.BureauHead));
        item = await county.ActAsync(item, Collective, county.BureauOffice);
        Assert.Equal("Kinds", (await county.TryAsync(item, new SetKinds([ResponsibilityKind.Supervisory], 2026, null), county.BureauOffice))!.Field);
        Assert.Equal("Kinds", (await county.TryAsync(item, new SetKinds([], 2026, null), county.BureauOffice))!.Field);
    }

    [Fact]
    public async Task Only_what_was_done_is_recorded_not_what_is_planned()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await AcceptedAsync(county, AllFour);

        Assert.Equal("On", (await county.TryAsync(item, Collective with { On = County.Day("2026-03-03") }, county.BureauOffice))!.Field);
    }

    [Fact]
    public async Task The_matrix_shows_who_has_no_entry_and_who_has_no_record()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await AcceptedAsync(county, [ResponsibilityKind.Collective, ResponsibilityKind.FirstPerson]);
        await county.ActAsync(item, Collective, county.BureauOffice);

        var rows = await MatrixAsync(county, 2026, county.CountyOffice);

        var bureau = rows.Single(r => r.Unit.Id == County.Bureau);
        Assert.Equal([null, FourWayGap.NoRecord, FourWayGap.NoItem, FourWayGap.NoItem], bureau.Cells.Select(c => c.Gap));
        Assert.Equal((1, 1, 1, County.Day("2026-03-02")), (bureau.Cells[0].Items, bureau.Cells[0].Acted, bureau.Cells[0].Records, bureau.Cells[0].Last!.Value));
        Assert.Equal(4, rows.Single(r => r.Unit.Id == County.Town).Gaps);
        Assert.DoesNotContain(rows, r => r.Unit.Id == County.EastVillage);
    }

    [Fact]
    public async Task A_unit_that_need_not_keep_a_list_has_no_gaps()
    {
        await using var county = await County.OnAsync("2026-03-02");
        county.Set(FourWay.Units, "乡镇（街道）");
        await AcceptedAsync(county, [ResponsibilityKind.Collective]);

        var bureau = (await MatrixAsync(county, 2026, county.CountyOffice)).Single(r => r.Unit.Id == County.Bureau);

        Assert.Equal((false, 0), (bureau.Required, bureau.Gaps));
    }

    [Fact]
    public async Task An_entry_of_one_year_counts_there_alone_and_a_standing_one_in_every_year()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county, [ResponsibilityKind.Collective]);
        var standing = await AcceptedAsync(county, [ResponsibilityKind.FirstPerson], year: null);
        await county.ActAsync(standing, FirstPerson, county.BureauHead);

        county.GoTo("2027-02-01");
        var next = (await MatrixAsync(county, 2027, county.CountyOffice)).Single(r => r.Unit.Id == County.Bureau);

        Assert.Equal((0, 1, 0), (next.Cells[0].Items, next.Cells[1].Items, next.Cells[1].Records));
        Assert.All((await MatrixAsync(county, 2025, county.CountyOffice)).Single(r => r.Unit.Id == County.Bureau).Cells, c => Assert.Equal(0, c.Items));
    }

    [Fact]
    public async Task What_was_withdrawn_or_closed_before_the_year_is_on_no_list()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var standing = await AcceptedAsync(county, [ResponsibilityKind.Collective], year: null);
        var withdrawn = await AcceptedAsync(county, [ResponsibilityKind.Collective]);
        await county.ActAsync(withdrawn, new WithdrawItem("重复"), county.CountyOffice);
        Assert.Equal(1, Cell(await MatrixAsync(county, 2026, county.CountyOffice)).Items);
        standing = await county.ActAsync(standing, new SubmitEvidence(Outcome.Solved, "已完成", null, null), county.BureauOffice);
        await county.ActAsync(standing, new ConfirmClosed("属实"), county.CountyOffice);

        county.GoTo("2027-03-01");

        Assert.Equal(0, Cell(await MatrixAsync(county, 2027, county.CountyOffice)).Items);
        Assert.Equal(1, Cell(await MatrixAsync(county, 2026, county.CountyOffice)).Items);

        static FourWayCell Cell(IReadOnlyList<FourWayRow> rows) => rows.Single(r => r.Unit.Id == County.Bureau).Cells[0];
    }

    [Fact]
    public async Task A_unit_sees_its_own_row_and_not_those_beside_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county, AllFour);

        Assert.Equal([County.Bureau], (await MatrixAsync(county, 2026, county.BureauOffice)).Select(r => r.Unit.Id));
        Assert.DoesNotContain(await MatrixAsync(county, 2026, county.TownOffice), r => r.Unit.Id == County.Bureau);
    }

    [Fact]
    public async Task An_entry_goes_on_the_list_of_the_next_year_without_its_records()
    {
        await using var county = await County.OnAsync("2026-12-20");
        var item = await AcceptedAsync(county, AllFour);
        item = await county.ActAsync(item, Collective, county.BureauOffice);
        Assert.Equal("Year", (await county.TryAsync(item, new CarryOver(2026), county.BureauOffice))!.Field);

        await county.ActAsync(item, new CarryOver(2027), county.BureauOffice);

        var next = (await county.AllAsync<ResponsibilityItem>(new() { Procedure = "responsibility", Origin = item.Id })).Single();
        Assert.Equal((2027, 4, 0, ItemState.Issued), (next.Year!.Value, next.Kinds.Count, next.KindActs.Count, next.State));
    }

    [Fact]
    public async Task A_standing_entry_is_not_carried_over()
    {
        await using var county = await County.OnAsync("2026-12-20");
        var item = await AcceptedAsync(county, AllFour, year: null);

        Assert.IsType<NotYet>(await county.TryAsync(item, new CarryOver(2027), county.BureauOffice));
    }

    private static async Task<ResponsibilityItem> AcceptedAsync(County county, IReadOnlyList<ResponsibilityKind> kinds, int? year = 2026)
    {
        var item = await county.OpenAsync(new SetResponsibility(County.Bureau, "廉政风险排查", "每年排查一次", "教育局", null, null, kinds, year), county.CountyOffice);
        return await county.ActAsync(item, new AcceptItem(county.BureauStaff.Id), county.BureauOffice);
    }

    private static Task<IReadOnlyList<FourWayRow>> MatrixAsync(County county, int year, Actor actor) => new FourWay(county.Dossiers, county.Rules, county.Time).OfAsync(year, null, actor, default);
}
