using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Dossiers;

/// <summary>Lists are put together by ways that differ with the person's scope; whichever it is, they hold what the person may see and nothing else.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Every_list_and_count_holds_exactly_what_the_person_may_see()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FillAsync(county);
        var all = await county.AllAsync<Dossier>(new DossierQuery());
        var actors = new[] { county.CountyOffice, county.TownOffice, county.VillageHead, county.BureauStaff, county.BureauHead, county.Person("外人", County.WestVillage, Reach.Own), Actor.Public };
        var queries = new (DossierQuery Query, Func<Dossier, bool> Holds)[]
        {
            (new(), _ => true),
            (new() { Procedure = "work-order" }, d => d.Procedure == "work-order"),
            (new() { Procedure = "work-order", States = ["Issued"] }, d => d.StateName == "Issued"),
            (new() { States = ["Withdrawn"] }, d => d.StateName == "Withdrawn"),
            (new() { States = ["Issued", "Withdrawn"] }, d => d.StateName is "Issued" or "Withdrawn"),
            (new() { Open = true, Order = DossierOrder.Due }, d => !d.Closed && d.DueOn is not null),
            (new() { Open = false }, d => d.Closed),
            (new() { Within = County.Town }, d => d.Unit == County.Town || d.Unit == County.EastVillage || d.Unit == County.WestVillage),
            (new() { Within = County.EastVillage }, d => d.Unit == County.EastVillage),
            (new() { Units = [County.Bureau, County.WestVillage] }, d => d.Unit == County.Bureau || d.Unit == County.WestVillage),
            (new() { Text = "台账" }, d => d.Title.Contains("台账", StringComparison.Ordinal)),
            (new() { DueUntil = County.Day("2026-03-05") }, d => d.DueOn <= County.Day("2026-03-05")),
        };

        foreach (var actor in actors)
        {
            foreach (var (query, holds) in queries)
            {
                var expected = all.Where(d => holds(d) && d.VisibleTo(actor));
                expected = query.Order == DossierOrder.Due ? expected.OrderBy(d => d.DueOn).ThenBy(d => Ordered(d.Id), StringComparer.Ordinal) : expected.OrderByDescending(d => Ordered(d.Id), StringComparer.Ordinal);

                Assert.Equal(expected.Select(d => d.Number), (await PagedAsync(county, query, actor)).Select(d => d.Number));
                Assert.Equal(expected.Count(), await county.Dossiers.CountAsync(query, actor, 1000, default));
                Assert.Equal(Math.Min(3, expected.Count()), await county.Dossiers.CountAsync(query, actor, 3, default));
                Assert.Equal(expected.Count(), (await county.Dossiers.CountsAsync(query, actor, default)).Sum(c => c.Number));
            }
        }
    }

    private static string Ordered(Guid id) => id.ToString("N");

    private static async Task<List<Dossier>> PagedAsync(County county, DossierQuery query, Actor actor)
    {
        var found = new List<Dossier>();
        for (string? after = null; ;)
        {
            var page = await county.Dossiers.ListAsync(query with { After = after, Take = 4 }, actor, default);
            found.AddRange(page.Dossiers);
            if (page.Next is null) return found;
            after = page.Next;
        }
    }

    // Orders of the county and the bureau to people of their own and of other units, in four states.
    private static async Task FillAsync(County county)
    {
        var chance = new Random(5);
        UnitId[] units = [County.Whole, County.Bureau, County.Town, County.EastVillage, County.WestVillage];
        Actor[] people = [county.BureauStaff, county.VillageHead, county.TownHead, county.BureauHead];
        for (var i = 0; i < 60; i++)
        {
            var to = people[chance.Next(people.Length)];
            var order = await county.OpenAsync(
                new GiveOrder(units[chance.Next(units.Length)], chance.Next(2) == 0 ? "核对台账" : "报送材料", "按要求办理。", to.Id, DateOnly.FromDayNumber(county.Today.DayNumber + chance.Next(20))), county.CountyOffice);
            var reached = chance.Next(4);
            if (reached == 1) await county.ActAsync(order, new WithdrawItem("不再需要"), county.CountyOffice);
            if (reached >= 2) order = await county.ActAsync(order, new AcceptItem(null), to);
            if (reached == 3) await county.ActAsync(order, new RecusePerson(county.VillageHead.Id, "近亲属"), county.CountyOffice);
        }

        for (var i = 0; i < 12; i++) await county.OpenAsync(new GiveOrder(County.Bureau, "核对台账", "按要求办理。", county.VillageHead.Id, county.Today), county.BureauHead);
    }
}
