using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Documents;
using Qinglian.Web;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Who reaches what: every route by every role, and every dossier as one's own, as somebody else's and as one that does not exist.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private static readonly string[] Roles = ["nobody", "administrator", "security", "audit", "county", "supervisor", "town", "clerk"];

    /// <summary>Which roles a policy lets in. Written down here a second time on purpose: a policy that grows must be changed in two places.</summary>
    private static readonly Dictionary<string, string[]> LetIn = new()
    {
        [Policies.Public] = Roles,
        [Policies.SignedIn] = ["administrator", "security", "audit", "county", "supervisor", "town", "clerk"],
        [Policies.Staff] = ["county", "supervisor", "town", "clerk"],
        [Policies.SystemAdministrator] = ["administrator"],
        [Policies.SecurityAdministrator] = ["security"],
        [Policies.AuditAdministrator] = ["audit"],
        [Policies.Administrator] = ["administrator", "security", "audit"],
    };

    /// <summary>Units whose dossiers a role may see.</summary>
    private static readonly Dictionary<string, string[]> Sees = new()
    {
        ["nobody"] = [], ["administrator"] = [], ["security"] = [], ["audit"] = [], ["town"] = [],
        ["county"] = ["bureau", "village"], ["supervisor"] = ["bureau", "village"], ["clerk"] = ["village"],
    };

    private readonly Dictionary<string, Guid> _dossiers = [];
    private Office _office = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        var opener = await _office.ActorAsync(_office.CountyOffice);
        foreach (var (name, unit) in new[] { ("bureau", _office.Bureau), ("village", _office.Village) })
        {
            var id = Ids.New(_office.Get<LocalTime>().Now);
            Assert.Null(await _office.Get<Desk>().OpenAsync(id, new ImportDocument(unit, "关于报送材料的通知", "各单位要在每月5日前上报情况。"), opener, default));
            _dossiers[name] = id;
        }

        await _office.Get<ILedgerBook>().CheckpointAsync(default);
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Every_route_says_who_may_reach_it()
    {
        var silent = Routes().Where(r => r.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => a.Policy is null)).Select(r => r.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task Every_page_opens_for_the_roles_its_policy_names_and_for_no_other()
    {
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => Methods(r).Contains("GET") && r.RoutePattern.Parameters.Count == 0))
        {
            var policies = route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy!).ToList();
            foreach (var role in Roles)
            {
                using var browser = Client(role);
                using var answer = await browser.GetAsync(route.RoutePattern.RawText);
                var allowed = policies.TrueForAll(p => LetIn[p].Contains(role));
                var status = (int)answer.StatusCode;
                var opened = status is 200 or 422 || (status is 302 && answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) is false);
                var refused = status is 401 or 403 or 404 || (status is 302 && answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) is true);
                if (status >= 500 || (allowed ? !opened && !MayBeClosed(route) : !refused)) wrong.Add($"{role} {route.RoutePattern.RawText}: {status} {answer.Headers.Location}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_dossier_opens_for_those_who_may_see_it_and_looks_to_all_others_as_if_it_did_not_exist()
    {
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => Methods(r).Contains("GET") && r.RoutePattern.RawText!.Contains("{id:guid}", StringComparison.Ordinal) && r.RoutePattern.RawText.StartsWith("/dossiers", StringComparison.Ordinal)))
        foreach (var role in Roles)
        {
            using var browser = Client(role);
            var none = await AnswerAsync(browser, route, Guid.NewGuid());
            foreach (var (unit, id) in _dossiers)
            {
                var answer = await AnswerAsync(browser, route, id);
                // Whoever works on no dossiers at all is turned away before anything is looked up.
                var gone = LetIn[Policies.Staff].Contains(role) ? answer.Status == 404 : answer.Status is 302 or 401 or 403 or 404;
                if (Sees[role].Contains(unit) ? answer.Status is 404 or >= 500 : !gone || answer.Status != none.Status || answer.Text != none.Text) wrong.Add($"{role} {route.RoutePattern.RawText} of {unit}: {answer.Status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_database_shows_a_forgotten_query_nothing_more()
    {
        foreach (var role in Roles)
        {
            var seen = new List<string>();
            var actor = role == "nobody" ? Kernel.Access.Actor.Public : await _office.ActorAsync(Person(role)!.Value);
            foreach (var (unit, id) in _dossiers)
            {
                // A query with no condition of its own, as a careless colleague would write it.
                await using var connection = await _office.Database.App.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await using var identify = new Npgsql.NpgsqlCommand("select set_config('app.scope', $1, true), set_config('app.person', $2, true)", connection)
                {
                    Parameters = { new() { Value = actor.Scope.Multirange }, new() { Value = actor.Id.IsNobody ? "" : actor.Id.ToString() } },
                };
                await identify.ExecuteNonQueryAsync();
                await using var ask = new Npgsql.NpgsqlCommand("select count(*) from dossier where id = $1", connection) { Parameters = { new() { Value = id } } };
                if ((long)(await ask.ExecuteScalarAsync())! == 1) seen.Add(unit);
            }

            Assert.Equal(Sees[role].Order(), seen.Order());
        }
    }

    [Fact]
    public async Task Nothing_is_changed_by_a_request_without_the_token_of_a_page()
    {
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => Methods(r).Contains("POST")))
        {
            using var browser = Client("county");
            var path = Fill(route, _dossiers["bureau"]);
            using var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("title", "x")]));
            if ((int)answer.StatusCode is not (400 or 401 or 403 or 404) && !(answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal))) wrong.Add($"{path}: {(int)answer.StatusCode}");
        }

        Assert.Empty(wrong);

        // What the calendar opens meanwhile was asked for by nobody.
        Assert.Equal(2, await _office.Database.AskAsync<long>("select count(*) from dossier where opened_by <> '00000000-0000-0000-0000-000000000000'"));
    }

    [Fact]
    public async Task Nothing_is_changed_by_a_role_that_may_not_on_any_route_of_any_dossier()
    {
        var wrong = new List<string>();
        var before = await LinesAsync();
        foreach (var role in Roles.Except(["nobody"]))
        {
            using var browser = Client(role);

            // A token that is really theirs: what refuses below is who they are, not how they ask.
            var token = System.Text.RegularExpressions.Regex.Match(await browser.GetStringAsync("/notices"), "name=\"_token\" value=\"([^\"]+)\"").Groups[1].Value;
            Assert.NotEmpty(token);
            foreach (var route in Routes().Where(r => Methods(r).Contains("POST") && r.RoutePattern.Parameters.Any(p => p.Name == "id")))
            {
                var letIn = route.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => LetIn[a.Policy!].Contains(role));
                var unseen = _dossiers.Where(d => !Sees[role].Contains(d.Key)).Select(d => d.Value).Append(Guid.NewGuid()).ToList();
                foreach (var id in letIn ? unseen : [.. _dossiers.Values, .. unseen])
                {
                    var path = Fill(route, id);
                    using var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("_token", token), new("title", "x"), new("reason", "x"), new("what", "both")]));
                    var status = (int)answer.StatusCode;
                    var refused = letIn ? status is 400 or 403 or 404 or 409 or 422 : status is 401 or 403 or 404;
                    if (!refused) wrong.Add($"{role} {path}: {status} {answer.Headers.Location}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await LinesAsync());
    }

    [Fact]
    public async Task Every_action_of_the_desk_is_open_to_those_its_procedure_names_and_to_no_other()
    {
        // The button and the act agree for every role: what OpenTo does not offer, ActAsync refuses, and the refusal is a line.
        var desk = _office.Get<Desk>();
        foreach (var role in Roles.Except(["nobody"]))
        {
            var actor = await _office.ActorAsync(Person(role)!.Value);
            foreach (var (unit, id) in _dossiers)
            {
                var dossier = (await _office.Get<IDossiers>().FindAsync(id, Kernel.Access.Actor.System, default))!;
                var open = desk.OpenTo(dossier, actor);
                if (!Sees[role].Contains(unit))
                {
                    Assert.Empty(open);
                    await Assert.ThrowsAsync<NotFoundException>(() => desk.ActAsync(id, new AddNote("x"), actor, null, default));
                    continue;
                }

                foreach (var (move, why) in desk.ClosedTo(dossier, actor)) Assert.DoesNotContain(open, o => o.Action == move.Action && why is null);
                Assert.All(open.Where(o => dossier.StateName.Length > 0 && o.By != Who.Anyone), o => Assert.True(o.By.Matches(actor, dossier)));
            }
        }
    }

    private Task<long> LinesAsync() => _office.Database.AskAsync<long>("select count(*) from ledger_line where kind in ('Act', 'Opened', 'Register', 'Setting', 'System') and procedure <> 'account'");

    private List<RouteEndpoint> Routes() => [.. _office.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    // Pages that exist only in a situation this office is not in: first set-up, a second factor under way.
    private static bool MayBeClosed(RouteEndpoint route) => route.RoutePattern.RawText is { } path &&
        (path.StartsWith("/setup", StringComparison.Ordinal) || path.StartsWith("/activate", StringComparison.Ordinal) || path.StartsWith("/sign-in", StringComparison.Ordinal) || path.StartsWith("/account", StringComparison.Ordinal) || path.StartsWith("/admin", StringComparison.Ordinal) || path.StartsWith("/responsibility/inquiries/call", StringComparison.Ordinal));

    private async Task<(int Status, string Text)> AnswerAsync(HttpClient browser, RouteEndpoint route, Guid id)
    {
        using var answer = await browser.GetAsync(Fill(route, id));
        var text = await answer.Content.ReadAsStringAsync();

        // The address and the token of the page differ with every request.
        return ((int)answer.StatusCode, System.Text.RegularExpressions.Regex.Replace(text.Replace(id.ToString(), "", StringComparison.Ordinal), "value=\"CfDJ8[^\"]*\"", ""));
    }

    private static string Fill(RouteEndpoint route, Guid id)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(route.RoutePattern.RawText!, @"\{(\w+):guid\}", id.ToString());
        path = path.Replace("{action}", "ConfirmDuties", StringComparison.Ordinal).Replace("{procedure}", "policy-document", StringComparison.Ordinal).Replace("{form}", "ImportDocument", StringComparison.Ordinal).Replace("{code}", "unit", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "1");
    }

    private PersonId? Person(string role) => role switch
    {
        "administrator" => _office.Administrator,
        "security" => _office.Security,
        "audit" => _office.Audit,
        "county" => _office.CountyOffice,
        "supervisor" => _office.Supervisor,
        "town" => _office.TownOffice,
        "clerk" => _office.Clerk,
        _ => null,
    };

    private HttpClient Client(string role)
    {
        var cookies = new CookieContainer();
        if (Person(role) is { } person) cookies.Add(_office.Address, new Cookie("qinglian", _office.SessionOf(person)));
        return new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = _office.Address };
    }
}
