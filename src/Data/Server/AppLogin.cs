using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Makes sure that the application's login is as powerless as row-level security needs it to be.</summary>
public static class AppLogin
{
    /// <exception cref="ServerFaultException">It could pass by row-level security.</exception>
    public static async Task CheckAsync(NpgsqlDataSource app, CancellationToken cancel)
    {
        await using var ask = app.CreateCommand(
            """
            select current_user::text,
                   rolsuper or rolbypassrls,
                   exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')
                             and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema')
            from pg_roles r where rolname = current_user
            """);
        await using var answer = await ask.ExecuteReaderAsync(cancel);
        await answer.ReadAsync(cancel);
        if (answer.GetBoolean(1) || answer.GetBoolean(2))
            throw new ServerFaultException(new(
                $"程序登录数据库所用的 {answer.GetString(0)} 权限过大（是超级用户、可绕过行级安全或拥有数据表）。请另建一个普通登录。",
                $"The program's database login {answer.GetString(0)} may do too much (it is a superuser, bypasses row-level security or owns tables). Make an ordinary login for it."));
    }
}
