using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>How the standing of an account is written.</summary>
internal static class AccountMarks
{
    public static Mark Of(AccountRow row) => new(Words.Of(row.State), row.State switch
    {
        AccountState.None => Tone.Plain,
        AccountState.Active => Tone.Good,
        AccountState.Invited or AccountState.Resetting => Tone.Note,
        AccountState.Disabled => Tone.Bad,
    });

    public static Words? Factor(AccountRow row) => (row.Authenticator, row.Passkeys) switch
    {
        _ when row.UserName is null => null,
        (false, 0) => new("未设置", "not set up"),
        (true, 0) => new("验证器", "app"),
        (false, _) => new("通行密钥", "passkey"),
        (true, _) => new("验证器、通行密钥", "app, passkey"),
    };
}
