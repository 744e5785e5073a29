using System.Net;
using System.Text.RegularExpressions;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>The menu names what somebody can use, and nothing else.</summary>
public sealed partial class MenuTests
{
    [Fact]
    public async Task Whatever_stands_in_a_menu_opens_and_both_languages_have_it_in_the_same_order()
    {
        await using var office = await Office.OpenAsync();
        foreach (var person in (PersonId[])[office.CountyOffice, office.Supervisor, office.TownOffice, office.Clerk, office.Administrator, office.Security, office.Audit])
        {
            var browser = office.Browse(person);
            var menu = Hrefs(await browser.GoAsync("/account"));

            Assert.Equal(menu, Hrefs(await office.Browse(person, "en").GoAsync("/account")));
            Assert.Distinct(menu);
            foreach (var href in menu)
            {
                await browser.GoAsync(href);
                Assert.True(browser.Status is HttpStatusCode.OK, $"{href}: {browser.Status}");
            }
        }
    }

    [Fact]
    public async Task A_village_clerk_is_not_led_to_the_pages_of_leaders_and_a_leader_to_each_matter_once()
    {
        await using var office = await Office.OpenAsync();

        var clerk = Hrefs(await office.Browse(office.Clerk).GoAsync("/desk"));
        var leader = Hrefs(await office.Browse(office.CountyOffice).GoAsync("/desk"));

        Assert.Contains("/lists/work-order", clerk);
        Assert.DoesNotContain("/responsibility/four-way", clerk);
        Assert.DoesNotContain("/hearings", clerk);
        Assert.Contains("/hearings", leader);
        Assert.DoesNotContain("/lists/duty-report", leader);
    }

    [Fact]
    public async Task Every_procedure_can_be_reached_by_whoever_opens_it()
    {
        await using var office = await Office.OpenAsync();
        var head = await office.PersonAsync("P905", "李县书", office.County, (Duties.Leader, office.County, Reach.Below), (Duties.Office, office.County, Reach.Below), (Duties.SupervisionLeader, office.County, Reach.Below));
        var browser = office.Browse(head);
        var menu = Hrefs(await browser.GoAsync("/desk"));

        foreach (var procedure in office.Get<ProcedureBook>().Current.Where(p => p.Openings.Any(o => o.By.Parts.Count > 0)))
        {
            var list = $"/lists/{procedure.Code}";
            if (menu.Contains(list)) continue;
            var found = false;
            foreach (var href in menu.Where(h => !h.StartsWith("/lists", StringComparison.Ordinal))) found |= (await browser.GoAsync(href)).Contains($"\"{list}\"", StringComparison.Ordinal);
            Assert.True(found, $"{list} is reached from nowhere.");
        }
    }

    private static IReadOnlyList<string> Hrefs(string page)
    {
        var nav = page[page.IndexOf("<nav id=\"menu\"", StringComparison.Ordinal)..];
        return [.. Href().Matches(nav[..nav.IndexOf("</nav>", StringComparison.Ordinal)]).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(h => h.StartsWith('/'))];
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
