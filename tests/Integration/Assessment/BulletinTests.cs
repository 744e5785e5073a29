using Qinglian.Assessment.Bulletins;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>R117: the bulletin is drafted from the month, approved by somebody else, and names units alone.</summary>
public sealed class BulletinTests
{
    [Fact]
    public async Task A_bulletin_is_drafted_from_the_month_and_names_no_clerk()
    {
        await using var months = await Months.OpenAsync();
        var draft = await DraftAsync(months);
        var all = draft.Text + string.Concat(draft.Tables.All.SelectMany(t => t.Rows).SelectMany(r => r).Select(w => w.Zh));

        Assert.Contains("应报送月报的单位3个，按时报送1个，迟报0个，未报2个", draft.Text, StringComparison.Ordinal);
        Assert.Contains("柳林镇", draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(months.Bureau.Name, all.Replace("清河县教育局", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_reports_of_a_small_unit_are_not_shown()
    {
        await using var months = await Months.OpenAsync();
        var draft = await DraftAsync(months);
        var figures = draft.Tables.All[1];

        Assert.Equal(SmallCounts.Hidden, figures.Rows.Single(r => r[0].Zh == "清河县教育局")[1]);
    }

    [Fact]
    public async Task Whoever_wrote_it_does_not_approve_it()
    {
        await using var months = await Months.OpenAsync();
        var id = await months.World.OpenAsync(await DraftAsync(months), months.Chief);
        await months.World.ActAsync(id, new SubmitBulletin(), months.Supervisor);

        Assert.IsType<NeedsAnotherPerson>(await months.World.Desk.ActAsync(id, new ApproveBulletin("清纪通〔2026〕1号"), months.Chief, null, default));
        var other = await months.PersonAsync("S003", "另一负责人", Duties.SupervisionLeader);
        await months.World.ActAsync(id, new SendBulletinBack("请核对未报单位"), other);
        await months.World.ActAsync(id, new EditBulletin("关于1月月报的通报", "正文"), months.Supervisor);
        await months.World.ActAsync(id, new SubmitBulletin(), months.Supervisor);
        await months.World.ActAsync(id, new ApproveBulletin("清纪通〔2026〕1号"), other);

        var bulletin = await months.ReadAsync<Bulletin>(id);
        Assert.Equal((BulletinState.Issued, "清纪通〔2026〕1号", new DateOnly(2026, 2, 6)), (bulletin.State, bulletin.Reference!, bulletin.IssuedOn!.Value));
        Assert.Equal(3, await months.World.Database.AskAsync<long>($"select count(*) from outbox where dossier_id = '{id}' and payload ->> 'duty' = 'office'"));
    }

    private static async Task<DraftBulletin> DraftAsync(Months months)
    {
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, false, ("reports-received", 1)));
        await months.BeginAsync("2026-02-06");
        var county = months.World.Rules.Organisation[months.World.Unit("county")];
        return (await months.World.Get<Drafting>().OfAsync(county, Period.Month(2026, 1), null, default))!;
    }
}
