using Qinglian.Data.Accounts;
using Qinglian.Kernel;

namespace Qinglian.Web.Accounts;

/// <summary>
/// The code that opens the first set-up from another machine. It is made at the start while there is nobody who could sign in, said on the
/// console and nowhere else, and gone with the process.
/// </summary>
internal sealed class SetupCode(IServiceScopeFactory scopes, SiteOptions site) : IHostedService
{
    private string? _code;

    public bool Matches(string typed) => _code is { } code && OneTimeCode.Same(code, typed);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (site.Demo || !await scope.ServiceProvider.GetRequiredService<FirstSetUp>().IsOpenAsync(cancellationToken)) return;

        _code = OneTimeCode.New();
        var words = new Words("尚无账户。请在浏览器打开 /setup 完成初始设置。初始设置码：{0}", "There is no account yet. Open /setup in a browser. Set-up code: {0}").With(_code);
        Console.Out.WriteLine($"{words.Zh}\n{words.En}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
