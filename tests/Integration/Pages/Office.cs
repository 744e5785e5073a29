using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qinglian.Application;
using Qinglian.Data.Accounts;
using Qinglian.Data.Jobs;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Tests.World;
using Qinglian.Web;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>
/// The real web site on a port of its own, over a database of its own with a small county in it. Whoever browses it has a real session,
/// begun behind the door.
/// </summary>
public sealed partial class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly string _folder;

    private Office(TestDatabase database, WebApplication app, string folder) => (_database, _app, _folder) = (database, app, folder);

    public Uri Address { get; private set; } = null!;
    public UnitId County { get; private set; }
    public UnitId Bureau { get; private set; }
    public UnitId Town { get; private set; }
    public UnitId Village { get; private set; }

    public PersonId Administrator { get; private set; }
    public PersonId Security { get; private set; }
    public PersonId Audit { get; private set; }
    public PersonId CountyOffice { get; private set; }
    public PersonId Supervisor { get; private set; }
    public PersonId TownOffice { get; private set; }
    public PersonId Clerk { get; private set; }

    public TestDatabase Database => _database;
    public IRegistrar Registrar => Get<IRegistrar>();
    public DateOnly Today => Get<LocalTime>().Today;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<Office> OpenAsync()
    {
        var database = await TestDatabase.CloneAsync();
        var folder = TestServer.NewFolder();
        var data = new DataFolder(folder);
        data.Create();
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Qinglian.slnx"))) root = Path.GetDirectoryName(root)!;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test", ContentRootPath = Path.Combine(root, "src", "Web") });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddQinglian(database.App, data, "pages.test");
        Site.Add(builder.Services, new(Demo: false, ""), data);

        // What the calendar calls for is opened when a test says so, not while another looks.
        foreach (var runner in builder.Services.Where(d => d.ServiceType == typeof(IHostedService) && d.ImplementationFactory?.Method.ReturnType == typeof(JobRunner)).ToList()) builder.Services.Remove(runner);
        var app = builder.Build();
        Site.Use(app);
        await Site.PrepareAsync(app.Services, TextWriter.Null, default);
        var office = new Office(database, app, folder);
        await office.PeopleAsync();
        await app.StartAsync();
        office.Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return office;
    }

    /// <summary>A browser somebody uses; null: nobody is signed in.</summary>
    public Browser Browse(PersonId? person, string language = "zh")
    {
        var cookies = new CookieContainer();
        if (person is { } who) cookies.Add(Address, new Cookie("qinglian", SessionOf(who)));
        cookies.Add(Address, new Cookie("lang", language));
        return new(new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = true }) { BaseAddress = Address });
    }

    /// <summary>The token of a session as the door would have begun it after password and second factor.</summary>
    public string SessionOf(PersonId person)
    {
        // A session stands only where there is an account with a second factor; nobody signs in with this one.
        using var account = _database.Owner.CreateCommand("insert into account (person, user_name, normalized_name, security_stamp, revision, created_at, activated_at, totp_seed) values ($1, $2, upper($2), '', 1, now(), now(), '\\x00') on conflict do nothing");
        account.Parameters.Add(new() { Value = person.Value });
        account.Parameters.Add(new() { Value = person.ToString() });
        account.ExecuteNonQuery();
        return Get<Sessions>().BeginAsync(person, SessionStage.Full, SessionMethod.Authenticator, "test", default).GetAwaiter().GetResult().Token;
    }

    public async Task<Guid> AddAsync(object row, string from = "2020-01-01")
    {
        var id = Ids.New(Get<LocalTime>().Now);
        var refusals = await Registrar.AddAsync(id, row, DateOnly.ParseExact(from, "yyyy-MM-dd"), null, Actor.System, default);
        return refusals.Count == 0 ? id : throw new InvalidOperationException(refusals[0].Words.En);
    }

    public async Task<UnitId> UnitAsync(string code, string name, UnitKind kind, UnitId? parent)
    {
        var id = await AddAsync(new UnitRow(code, name, null, kind, parent));
        return new(((await Registrar.FindAsync(Get<RegisterBook>().Of<UnitRow>(), id, null, Actor.System, default))!).Number!.Value);
    }

    public async Task<PersonId> PersonAsync(string number, string name, UnitId unit, params (Duty Duty, UnitId At, Reach Reach)[] duties)
    {
        var person = new PersonId(await AddAsync(new PersonRow(number, name, unit, null, true, true)));
        foreach (var (duty, at, reach) in duties) await AddAsync(new DutyGrantRow(person, duty, at, reach));
        return person;
    }

    public async Task<Actor> ActorAsync(PersonId person) => (await Get<IActors>().LoadAsync(person, default))!;

    /// <summary>The number of entries a register holds today.</summary>
    public async Task<int> CountAsync<TRow>() where TRow : class
    {
        var count = 0;
        await foreach (var _ in Registrar.AllAsync(Get<RegisterBook>().Of<TRow>(), new(), Actor.System, default)) count++;
        return count;
    }

    private async Task PeopleAsync()
    {
        County = await UnitAsync("c", "清河县", UnitKind.Region, null);
        Bureau = await UnitAsync("c-edu", "清河县教育局", UnitKind.Department, County);
        Town = await UnitAsync("c-t1", "柳林镇", UnitKind.Town, County);
        Village = await UnitAsync("c-t1-v1", "东村", UnitKind.Village, Town);
        Administrator = await PersonAsync("A001", "孙系统", County, (Duties.SystemAdministrator, County, Reach.Below));
        Security = await PersonAsync("A002", "钱安全", County, (Duties.SecurityAdministrator, County, Reach.Below));
        Audit = await PersonAsync("A003", "冯审计", County, (Duties.AuditAdministrator, County, Reach.Below));
        CountyOffice = await PersonAsync("B001", "周办公", County, (Duties.Office, County, Reach.Below));
        Supervisor = await PersonAsync("B002", "吴监督", County, (Duties.SupervisionLeader, County, Reach.Below));
        TownOffice = await PersonAsync("C001", "郑镇办", Town, (Duties.Office, Town, Reach.Own));
        Clerk = await PersonAsync("C002", "王文书", Village, (Duties.VillageClerk, Village, Reach.Own));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        TestServer.Remove(_folder);
    }

    /// <summary>A browser without scripts: it follows links, fills in forms and sends back what the page gave it.</summary>
    public sealed partial class Browser(HttpClient http)
    {
        public HttpStatusCode Status { get; private set; }
        public string Page { get; private set; } = "";
        public Uri Here { get; private set; } = http.BaseAddress!;
        public HttpClient Http => http;

        public async Task<string> GoAsync(string address)
        {
            using var answer = await http.GetAsync(new Uri(Here, address));
            return await ReadAsync(answer);
        }

        public async Task<byte[]> FileAsync(string address)
        {
            using var answer = await http.GetAsync(new Uri(Here, address));
            Status = answer.StatusCode;
            return await answer.Content.ReadAsByteArrayAsync();
        }

        /// <summary>Sends the form of the page that posts to an address, with its hidden fields and whatever is ticked or filled in already.</summary>
        public async Task<string> SendAsync(string action, params (string Name, string Value)[] fields)
        {
            var form = FormOf(action);
            var sent = Given(form).Where(g => fields.All(f => f.Name != g.Key)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))).ToList();
            HttpContent content = form.Contains("multipart/form-data", StringComparison.Ordinal) ? Multipart(sent, null) : new FormUrlEncodedContent(sent);
            using var answer = await http.PostAsync(new Uri(Here, action), content);
            return await ReadAsync(answer);
        }

        /// <summary>Sends the form that posts to one address by a button that posts it to another.</summary>
        public async Task<string> SendToAsync(string form, string action, params (string Name, string Value)[] fields)
        {
            var sent = Given(FormOf(form)).Where(g => fields.All(f => f.Name != g.Key)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var answer = await http.PostAsync(new Uri(Here, action), new FormUrlEncodedContent(sent));
            return await ReadAsync(answer);
        }

        public async Task<string> UploadAsync(string action, string fileName, byte[] file, params (string Name, string Value)[] fields)
        {
            var sent = Given(FormOf(action)).Where(g => fields.All(f => f.Name != g.Key)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))).ToList();
            using var answer = await http.PostAsync(new Uri(Here, action), Multipart(sent, (fileName, file)));
            return await ReadAsync(answer);
        }

        /// <summary>Comes back to a page until it no longer says that it is at work.</summary>
        public async Task<string> WaitAsync()
        {
            for (var i = 0; i < 120 && Page.Contains("<progress", StringComparison.Ordinal); i++)
            {
                await Task.Delay(500);
                await GoAsync(Here.PathAndQuery);
            }

            return Page;
        }

        public string LinkTo(string part) => WebUtility.HtmlDecode(Links().Matches(Page).Select(m => m.Groups[1].Value).FirstOrDefault(h => h.Contains(part, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"No link to {part} on {Here}:\n{Page}"));

        public bool HasLink(string part) => Links().Matches(Page).Any(m => m.Groups[1].Value.Contains(part, StringComparison.Ordinal));

        private async Task<string> ReadAsync(HttpResponseMessage answer)
        {
            Status = answer.StatusCode;
            Here = answer.RequestMessage!.RequestUri!;
            return Page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        private static MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> fields, (string Name, byte[] Content)? file)
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
            if (file is { } f) form.Add(new ByteArrayContent(f.Content), "file", f.Name);
            return form;
        }

        private string FormOf(string action) =>
            Forms().Matches(Page).Select(m => m.Value).FirstOrDefault(f => Regex.Match(f, "action=\"([^\"]*)\"").Groups[1].Value == action) ?? throw new InvalidOperationException($"No form posts to {action} on {Here}:\n{Page}");

        private static IEnumerable<KeyValuePair<string, string>> Given(string form)
        {
            foreach (Match input in Inputs().Matches(form))
            {
                var (name, type) = (Attribute(input.Value, "name"), Attribute(input.Value, "type"));
                if (name.Length == 0 || type is "file" or "submit" || (type is "checkbox" or "radio" && !Regex.IsMatch(input.Value, @"\schecked"))) continue;
                yield return new(name, Attribute(input.Value, "value"));
            }

            foreach (Match area in Areas().Matches(form)) yield return new(Attribute(area.Value, "name"), area.Groups[1].Value);
            foreach (Match select in Selects().Matches(form))
            {
                if (Regex.Match(select.Groups[1].Value, "<option[^>]*selected[^>]*>") is { Success: true } option) yield return new(Attribute(select.Value, "name"), Attribute(option.Value, "value"));
            }
        }

        private static string Attribute(string element, string name) => Regex.Match(element, $"\\s{name}=\"([^\"]*)\"").Groups[1].Value;

        [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"")]
        private static partial Regex Links();

        [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
        private static partial Regex Forms();

        [GeneratedRegex("<input[^>]*>")]
        private static partial Regex Inputs();

        [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
        private static partial Regex Areas();

        [GeneratedRegex("<select[^>]*>(.*?)</select>", RegexOptions.Singleline)]
        private static partial Regex Selects();
    }
}
