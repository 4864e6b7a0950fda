// The public side of IPv6 on Alibaba Cloud, Tencent Cloud and Zenlayer: addresses on network interfaces and internet bandwidth for addresses, each ordered exactly once.
package ipv6
